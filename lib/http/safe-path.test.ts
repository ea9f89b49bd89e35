import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("safePath", () => {
  it.each([
    "/",
    "/admin/projects/0195-ab/settings/api-keys",
    "/admin/projects/p?search=a%2Fb&status=active",
    "/admin/account#password",
    "/admin/a%20b",
  ])("keeps %s", (path) => expect(safePath(path)).toBe(path));

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "",
    "/%2Fevil.example",
    "/%2f%2fevil.example",
    "/%5Cevil.example",
    "/%255Cevil.example",
    "/%25252Fevil.example",
    "/%09/evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/%2e//evil.example",
    "/x/..//evil.example",
    "/x/%2e%2e//evil.example",
    "/%",
    "/%ff%fe",
  ])("refuses %j", (path) => expect(safePath(path, "/home")).toBe("/home"));

  it.each(["/login", "/login?from=/login", "/setup?token=x", "/api/auth/signout"])(
    "does not lead back into signing in: %s",
    (path) => expect(safePath(path)).toBe("/"),
  );

  it.each([undefined, null, ["/a", "//evil"], 7])("takes nothing but text: %j", (value) =>
    expect(safePath(value)).toBe("/"),
  );

  it("never leaves the site, whatever is written", () => {
    const character = fc.constantFrom(
      "/",
      "\\",
      "%2f",
      "%5c",
      "%25",
      ".",
      "%2e",
      "@",
      ":",
      "\t",
      "a",
      "?",
      "#",
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
        const target = safePath(`/${characters.join("")}`);
        const url = new URL(target, "https://gatehouse.example");
        expect(url.origin).toBe("https://gatehouse.example");
        expect(decodeURIComponent(url.pathname)).not.toMatch(/^\/[/\\]/);
      }),
      { numRuns: 2000 },
    );
  });
});
