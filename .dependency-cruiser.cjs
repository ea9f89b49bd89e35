// The dependency rule: imports only descend, and a folder is entered through its front door.
const LEAVES = "endpoints|limits|usage|audit|providers|store";
// What a schema needs besides zod and other schemas; bundled into pages like it.
const BROWSER_SAFE =
  "^lib/([^/]+/schema|providers/provider|providers/entries/[^/]+|credentials/fields)\\.ts$";
const DOMAINS = "keys|credentials|organizations|notices";
const TEST = "\\.test\\.tsx?$";
const TESTING = ["^lib/[^/]+/testing\\.ts$", "^lib/[^/]+/testing\\.[a-z-]+\\.ts$"];
const FLOOR = "^lib/[^/]+\\.tsx?$";
const GENERATED = "^lib/generated/";
const DOORS = "^lib/[^/]+/(index|schema)\\.ts$";
const packages = (names) => `(^|/)node_modules/(${names})(/|$)|^(${names})(/|$)`;

/** Folders at one height may import themselves, what stands in `below`, and the files at lib's root. */
const descends = (name, folders, below) => ({
  name,
  severity: "error",
  from: { path: `^lib/(${folders})/`, pathNot: [TEST, ...TESTING] },
  to: {
    path: "^(lib/[^/]+/|app/|components/|e2e/|bench/)",
    pathNot: [GENERATED, "^lib/$1/", `^lib/(${below})/`],
  },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files may know each other's types; nothing may need itself to be loaded.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "floor-imports-floor",
      severity: "error",
      from: { path: FLOOR, pathNot: [TEST, ...TESTING] },
      to: { path: "^(lib/[^/]+/|app/|components/|e2e/|bench/)", pathNot: GENERATED },
    },
    // Of each other the leaves know the audit log alone: every change writes its event.
    descends("leaves-import-the-floor", LEAVES, "audit"),
    descends("domains-import-leaves", DOMAINS, LEAVES),
    descends("gateway-imports-domains", "gateway", `${DOMAINS}|${LEAVES}`),
    descends("adapters-descend", "http|auth|api", `http|gateway|${DOMAINS}|${LEAVES}`),
    descends("programs-descend", "server|cli", `http|gateway|${DOMAINS}|${LEAVES}`),
    {
      name: "components-import-schemas",
      comment: "Components run in the browser: of lib they know the schemas, lib/http and the floor.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(app/|e2e/|bench/|lib/[^/]+/)", pathNot: ["^lib/[^/]+/schema\\.ts$", "^lib/http/"] },
    },
    {
      name: "pages-call-verbs",
      comment:
        "Pages and actions use the domains' verbs, the gateway's trial call, lib/http and lib/auth; the programs and the store are not theirs.",
      severity: "error",
      from: { path: "^app/", pathNot: [TEST, ...TESTING] },
      to: { path: "^(lib/(server|cli|gateway|store)/|e2e/|bench/)", pathNot: "^lib/gateway/index\\.ts$" },
    },
    {
      name: "front-doors-inside-lib",
      severity: "error",
      from: { path: "^lib/([^/]+)/" },
      to: { path: "^lib/[^/]+/", pathNot: [GENERATED, "^lib/$1/", DOORS, ...TESTING] },
    },
    {
      name: "front-doors-from-outside",
      severity: "error",
      from: { path: `^(app|components)/|${FLOOR}` },
      to: { path: "^lib/[^/]+/", pathNot: [GENERATED, DOORS, ...TESTING] },
    },
    {
      name: "test-support-in-tests",
      severity: "error",
      from: { pathNot: [TEST, ...TESTING] },
      to: { path: TESTING },
    },
    {
      name: "schemas-are-for-the-browser-too",
      comment: "A schema.ts holds zod and constants; it is bundled into pages.",
      severity: "error",
      from: { path: BROWSER_SAFE },
      to: { pathNot: [BROWSER_SAFE, FLOOR, packages("zod")] },
    },
    {
      name: "web-framework-at-the-edge",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(http|auth|server)/" },
      to: { path: packages("next|next-auth|react|react-dom|@tanstack/[^/]+") },
    },
    {
      name: "database-client-below",
      severity: "error",
      from: {
        path: "^(lib|app|components)/",
        pathNot: ["^lib/(db|listener)\\.ts$", GENERATED, `^lib/(${DOMAINS}|${LEAVES})/`, TEST, ...TESTING],
      },
      to: { path: [packages("pg|@prisma/[^/]+"), "^lib/generated/client"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", GENERATED] },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".json"] },
  },
};
