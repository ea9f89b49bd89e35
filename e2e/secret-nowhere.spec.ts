import { addCredential, expect, test, UPSTREAM_SECRET } from "./console";
import { OWNER, signIn, signOut } from "./first-run";
import { answer } from "./gateway-client";
import { dumpBrowser, dumpDatabase, recordAnswers, whereabouts } from "./haystack";

test("after the reveal no secret is in the database, the logs, the page, later answers or the browser", async ({
  page,
  house,
  keysPage,
}) => {
  await keysPage.open();
  await signOut(page);
  await signIn(page, house.gatehouse, OWNER);
  await addCredential(page, house, "nowhere");
  await keysPage.open();
  const secret = await keysPage.createAndTake("leaves no trace");

  const answers = recordAnswers(page);
  await answer(house.url, secret);
  await keysPage.turn("leaves no trace", "off");
  await keysPage.turn("leaves no trace", "on");
  await keysPage.choose("leaves no trace", "Edit");
  await keysPage.dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(keysPage.dialog).toBeHidden();
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(keysPage.dialog.getByRole("textbox", { name: "Note" })).toHaveValue("");
  await keysPage.dialog.getByRole("button", { name: "Cancel" }).click();
  // By the links, through the router's own cache, and back through the history.
  const links = page.getByRole("navigation");
  await links.getByRole("link", { name: "LLM Keys" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "LLM keys" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "nowhere" })).toBeVisible();
  await page.goBack();
  await expect(keysPage.row("leaves no trace")).toBeVisible();
  const beforeReload = await dumpBrowser(page);
  await page.reload();
  await expect(keysPage.row("leaves no trace")).toBeVisible();

  const haystack = {
    ...(await dumpDatabase(house)),
    ...(await answers()),
    ...Object.fromEntries(
      Object.entries(beforeReload).map(([place, text]) => [`${place}, before the reload`, text]),
    ),
    ...(await dumpBrowser(page)),
    logs: house.gatehouse.logs(),
  };
  expect(whereabouts(haystack, secret)).toEqual([]);
  expect(whereabouts(haystack, secret.slice(secret.indexOf("_") + 1))).toEqual([]);
  expect(whereabouts(haystack, UPSTREAM_SECRET)).toEqual([]);
  expect(whereabouts(haystack, OWNER.password)).toEqual([]);
  expect(Object.keys(haystack).length).toBeGreaterThan(30);
});

test("the search finds what does lie about", async ({ page, house, keysPage }) => {
  const planted = "gk_PlantedPlantedPlantedPlantedPlantedPlanted1234567";
  await keysPage.open();
  await keysPage.createAndTake(planted);
  const answers = recordAnswers(page);
  await house.query(`CREATE TABLE IF NOT EXISTS planted (bytes bytea, document json)`);
  await house.query("INSERT INTO planted VALUES (convert_to($1::text, 'UTF8'), NULL)", [planted]);
  await page.reload();
  await expect(keysPage.row(planted)).toBeVisible();
  await page.evaluate(async (text) => {
    localStorage.setItem("planted", btoa(`${text}.`));
    sessionStorage.setItem("planted", btoa(`..${text}`));
    history.replaceState({ ...history.state, planted: text }, "");
    await (await caches.open("planted")).put("/planted", new Response(text));
    await new Promise((resolve) => {
      const opened = indexedDB.open("planted");
      opened.onupgradeneeded = () => opened.result.createObjectStore("store").put({ text }, 1);
      opened.onsuccess = resolve;
    });
  }, planted);
  await page.context().addCookies([{ name: "planted", value: planted, url: house.url }]);
  const found = whereabouts(
    { ...(await dumpDatabase(house)), ...(await answers()), ...(await dumpBrowser(page)) },
    planted,
  );
  await house.query("DROP TABLE planted");
  for (const place of ["public.api_keys", "public.audit_events", "public.planted"]) {
    expect(found).toContain(`database: ${place}`);
  }
  for (const place of ["html", "history", "local", "session", "databases", "cached", "cookies"]) {
    expect(found).toContain(`browser: ${place}`);
  }
  expect(found.some((place) => /^answer \d+: GET/.test(place))).toBe(true);
  // The log is the running server's own: it tells of the page that was just read.
  expect(house.gatehouse.logs()).toContain(keysPage.path);
});
