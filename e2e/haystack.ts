import type { Page, Response } from "@playwright/test";
import type { House } from "./console";

/** Texts to search, by where they come from. */
export type Haystack = Record<string, string>;

/** The forms in which a text may lie about: as it is, as bytes in hexadecimal (PostgreSQL's), in base64, in a URL. */
function forms(needle: string): string[] {
  const bytes = Buffer.from(needle);
  // Base64 of a longer text holds one of three alignments of the needle: the middle of each is enough.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    return text.slice(4, Math.floor((bytes.length + shift) / 3) * 4);
  });
  const urlSafe = base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [needle, encodeURIComponent(needle), bytes.toString("hex"), ...base64, ...urlSafe];
}

/** Where a text was found, in any of its forms. */
export function whereabouts(haystack: Haystack, needle: string): string[] {
  const all = forms(needle);
  return Object.keys(haystack).filter((place) => all.some((form) => haystack[place]!.includes(form)));
}

/** Every row of every table, as PostgreSQL writes it. */
export async function dumpDatabase(house: House): Promise<Haystack> {
  const dump: Haystack = {};
  const tables = await house.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const rows = await house.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    dump[`database: ${name}`] = rows.map(({ row }) => row).join("\n");
  }
  return dump;
}

/** Collects every answer that the browser gets from now on: pages, RSC payloads, data, scripts. */
export function recordAnswers(page: Page): () => Promise<Haystack> {
  const answers: Response[] = [];
  page.on("response", (response) => answers.push(response));
  return async () => {
    const texts: Haystack = {};
    for (const [index, response] of answers.entries()) {
      const body = await response.text().catch(() => "");
      const headers = JSON.stringify(await response.allHeaders());
      texts[`answer ${index}: ${response.request().method()} ${response.url()}`] =
        `${response.url()}\n${headers}\n${body}`;
    }
    return texts;
  };
}

/** What the page and its origin hold: the document, fields, address, history, cookies, and every kind of storage. */
export async function dumpBrowser(page: Page): Promise<Haystack> {
  const held = await page.evaluate(async () => {
    const databases: unknown[] = [];
    for (const { name } of await indexedDB.databases()) databases.push(name, await contents(name!));
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        cached.push(request.url, await (await cache.match(request))!.text());
    }
    return {
      html: document.documentElement.outerHTML,
      fields: [...document.querySelectorAll("input, textarea")].map(
        (field) => (field as HTMLInputElement).value,
      ),
      address: location.href,
      history: history.state,
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases,
      cached,
      name: window.name,
      timings: performance.getEntries().map((entry) => entry.name),
    };

    function contents(name: string): Promise<unknown[]> {
      return new Promise((resolve, reject) => {
        const opened = indexedDB.open(name);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          const stores = [...opened.result.objectStoreNames];
          if (stores.length === 0) return resolve([]);
          const reading = opened.result.transaction(stores);
          const found = stores.map((store) => reading.objectStore(store).getAll());
          reading.oncomplete = () => resolve(found.map((request) => request.result));
        };
      });
    }
  });
  const texts = Object.entries(held).map(([place, value]) => [
    `browser: ${place}`,
    JSON.stringify(value) ?? "",
  ]);
  return { ...Object.fromEntries(texts), "browser: cookies": JSON.stringify(await page.context().cookies()) };
}
