import { expect, it } from "vitest";
import { byOrganization } from "./organizations";

const acme = { id: "o1", name: "Acme" };
const globex = { id: "o2", name: "Globex" };
const projects = [
  { id: "p1", name: "Default", slug: "default", organization: acme, role: "OWNER" as const },
  { id: "p2", name: "Search", slug: "search", organization: acme, role: "OWNER" as const },
  { id: "p3", name: "Default", slug: "default", organization: globex, role: "VIEWER" as const },
];

it("lists projects under their organizations", () => {
  expect(byOrganization([acme, globex], projects)).toEqual([
    {
      ...acme,
      projects: [
        { id: "p1", name: "Default" },
        { id: "p2", name: "Search" },
      ],
    },
    { ...globex, projects: [{ id: "p3", name: "Default" }] },
  ]);
});

it("finds by words of the project and of its organization, in any order", () => {
  expect(byOrganization([acme, globex], projects, " default GLO ")).toEqual([
    { ...globex, projects: [{ id: "p3", name: "Default" }] },
  ]);
  expect(byOrganization([acme, globex], projects, "nothing like it")).toEqual([]);
});

it("keeps an organization without a project in its place, unless something is looked for", () => {
  const empty = { id: "o0", name: "Aardvark" };
  expect(byOrganization([empty, acme], projects.slice(0, 1))).toEqual([
    { ...empty, projects: [] },
    { ...acme, projects: [{ id: "p1", name: "Default" }] },
  ]);
  expect(byOrganization([empty, acme], projects, "aard")).toEqual([]);
});
