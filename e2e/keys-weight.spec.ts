import { expect, test } from "./console";

const BUDGET_BYTES = 200_000;

test("the keys page's scripts fit their budget, as they come over the wire", async ({ page, keysPage }) => {
  await keysPage.open();
  await keysPage.createAndTake("weighed");
  const visit = await page.context().newPage();
  const devtools = await page.context().newCDPSession(visit);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  devtools.on(
    "Network.responseReceived",
    ({ type, requestId }) => type === "Script" && scripts.add(requestId),
  );
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await visit.goto(keysPage.path);
  await visit.waitForLoadState("networkidle");
  await expect(visit.getByRole("table", { name: "API keys" })).toContainText("weighed");
  expect(scripts.size).toBeGreaterThan(5);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(BUDGET_BYTES);
});
