import { expect, it } from "vitest";
import { hrefOf } from "./finding-links";

const one = { keyId: "k9", listedBy: null };

it("leads to the key itself, its own form, or the form of its successor", () => {
  expect(hrefOf("review", "p1", one)).toBe("/admin/projects/p1/settings/api-keys/k9");
  expect(hrefOf("extend", "p1", one)).toBe("/admin/projects/p1/settings/api-keys?search=k9&edit");
  expect(hrefOf("rotate", "p1", one)).toBe("/admin/projects/p1/settings/api-keys?search=k9&rotate");
});

it("leads to the list in the order that shows them first, where it is about several", () => {
  const several = { keyId: null, listedBy: "expiresAt" as const };
  for (const action of ["review", "extend"] as const) {
    expect(hrefOf(action, "p1", several)).toBe(
      "/admin/projects/p1/settings/api-keys?status=active&sort=expiresAt&direction=asc",
    );
  }
});
