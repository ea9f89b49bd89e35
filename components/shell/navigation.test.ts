import { expect, it } from "vitest";
import { activeHref, organizationSection, projectSections, samePageOf } from "./navigation";

const items = projectSections("p1").flatMap((section) => section.items);

it("marks the page itself and what lies below it, never the overview above it", () => {
  expect(activeHref(items, "/admin/projects/p1")).toBe("/admin/projects/p1");
  expect(activeHref(items, "/admin/projects/p1/settings/api-keys")).toBe(
    "/admin/projects/p1/settings/api-keys",
  );
  expect(activeHref(items, "/admin/projects/p1/settings/api-keys/k9")).toBe(
    "/admin/projects/p1/settings/api-keys",
  );
  expect(activeHref(items, "/admin/projects/p11")).toBeUndefined();
  const organization = organizationSection("o1", "ADMIN").items;
  expect(activeHref(organization, "/admin/organizations/o1/settings")).toBe(organization[0]!.href);
  expect(activeHref(organization, "/admin/organizations/o2/settings")).toBeUndefined();
});

it("keeps the page when the project changes, unless it is one key's own", () => {
  expect(samePageOf("p2", "/admin/projects/p1/settings/llm-api-keys")).toBe(
    "/admin/projects/p2/settings/llm-api-keys",
  );
  expect(samePageOf("p2", "/admin/projects/p1/settings/api-keys/k9")).toBe("/admin/projects/p2");
  expect(samePageOf("p2", "/admin/account")).toBe("/admin/projects/p2");
});
