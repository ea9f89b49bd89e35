import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

/** Open to who is not signed in, or about nobody's data. */
const OPEN_ACTIONS: Record<string, string> = {
  "app/(auth)/setup/actions.ts createFirstUser": "redeems the one-time token of the installation",
  "app/(auth)/invite/actions.ts invitationState": "tells the holder of a token what it is for",
  "app/(auth)/invite/actions.ts acceptInvitation": "redeems the one-time token of an invitation",
  "app/admin/actions.ts saveTheme": "keeps a cookie of the reader's own",
};
const OPEN_ROUTES: Record<string, string> = {
  "app/api/auth/[...nextauth]/route.ts": "signs people in",
};

const CONTEXT = /await (projectContext|organizationContext)\(/;
const SIGNED_IN = /await currentUser\(\)/;

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((path) => join("app", path))
  .filter((path) => /\.tsx?$/.test(path) && !path.includes(".test."))
  .sort();
const named = (name: string) => files.filter((path) => path.endsWith(`/${name}`));
const textOf = (path: string) => readFileSync(path, "utf8");

/** The top-level statements of a file; of functions, those that are declared by that word. */
const statements = (text: string) => text.split(/^(?=export |async function |function |const )/m);

/** What an export does, with the functions of its own file that it calls. */
function exportsOf(path: string): [string, string][] {
  const all = statements(textOf(path));
  const local = all.flatMap((text) => {
    const name = /^(?:async )?function (\w+)/.exec(text)?.[1];
    return name ? [{ name, text }] : [];
  });
  return all
    .filter((text) => text.startsWith("export "))
    .map((text) => {
      const called = local.filter(({ name }) => text.includes(`${name}(`));
      const name = /^export (?:async function|const) (\w+)/.exec(text)?.[1] ?? text.split("\n")[0]!;
      return [`${path} ${name}`, [text, ...called.map((one) => one.text)].join("\n")];
    });
}

/** A page with the layouts below `/admin` that hold it: what they settle is settled before it is sent. */
function withLayouts(page: string): string {
  const texts = [textOf(page)];
  for (let folder = dirname(page); folder !== "app/admin"; folder = dirname(folder)) {
    const layout = join(folder, "layout.tsx");
    if (files.includes(layout)) texts.push(textOf(layout));
  }
  return texts.join("\n");
}

function guardOf(page: string): RegExp {
  if (page.includes("[projectId]")) return /await projectPage\(/;
  if (page.includes("[organizationId]")) return /await organizationPage\(/;
  return /await requireUser\(\)/;
}

describe("server actions", () => {
  const actions = named("actions.ts").flatMap(exportsOf);

  it("stand in files of that name alone", () => {
    const marked = files.filter((path) => /^\s*["']use server["']/m.test(textOf(path)));
    expect(marked).toEqual(named("actions.ts"));
  });

  it.each(actions)("%s knows who calls", (name, text) => {
    if (name in OPEN_ACTIONS) return;
    expect(text).toMatch(/^export async function \w+\(/);
    expect(text).toMatch(/\breturn runAction\(async \(\) =>/);
    expect(CONTEXT.test(text) || SIGNED_IN.test(text)).toBe(true);
  });

  it("are open where it is said alone", () => {
    const names = actions.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(OPEN_ACTIONS)));
  });
});

describe("pages of the console", () => {
  it.each(named("page.tsx").filter((path) => path.startsWith("app/admin/")))("%s knows who reads", (path) => {
    expect(withLayouts(path)).toMatch(guardOf(path));
  });
});

describe("routes", () => {
  const routes = named("route.ts").filter((path) => !(path in OPEN_ROUTES));

  it.each(routes.filter((path) => !path.startsWith("app/v1/api/")).flatMap(exportsOf))(
    "%s takes a context",
    (_name, text) => {
      expect(text).toMatch(/await runAction\(async \(\) =>/);
      expect(text).toMatch(CONTEXT);
    },
  );

  it.each(routes.filter((path) => path.startsWith("app/v1/api/")))("%s is of the API", (path) => {
    const sources = [...textOf(path).matchAll(/from "(@\/[^"]+)"/g)].map(([, source]) => source!);
    expect(sources).toContain("@/lib/api");
    // Not a verb of its own beside it.
    expect(sources.filter((source) => !["@/lib/api", "@/lib/http"].includes(source))).toEqual([]);
  });

  it("are open where it is said alone", () => {
    expect(named("route.ts")).toEqual(expect.arrayContaining(Object.keys(OPEN_ROUTES)));
  });
});
