import { expect, test } from "@playwright/test";
import { readyToCall } from "./command-line";
import { type FakeUpstream, startFakeUpstream } from "./fake-upstream";
import { call, client } from "./gateway-client";
import { type Gatehouse, startGatehouse } from "./server";

const ADMIN = { GATEHOUSE_ADMIN_EMAIL: "ada@example.com", GATEHOUSE_ADMIN_PASSWORD: "violet harbor lamp" };

let upstream: FakeUpstream;
const houses: Gatehouse[] = [];

test.beforeAll(async () => {
  upstream = await startFakeUpstream({ secret: "sk-fake-upstream-secret" });
});
test.afterAll(() => upstream.close());
test.afterEach(async () => {
  for (const house of houses.splice(0)) await house.stop();
});

async function start(env: Record<string, string> = {}): Promise<Gatehouse> {
  const house = await startGatehouse({ env });
  houses.push(house);
  return house;
}

test("a page's scripts run under the policy, and a script without the nonce does not", async ({ page }) => {
  const { url } = await start();
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto(`${url}/login`);
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
  expect(violations).toEqual([]);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'injected'";
    document.body.append(script);
  });
  await expect.poll(() => violations.length).toBe(1);
  expect(await page.title()).not.toBe("injected");
});

test("every kind of page answers with the policy, unstored, and its inline scripts carry the nonce", async ({
  request,
}) => {
  const { url } = await start();
  for (const path of ["/login", "/setup?token=wrong", "/admin", "/not/there"]) {
    const response = await request.get(url + path);
    const headers = response.headers();
    expect(headers["cache-control"], path).toContain("no-store");
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
    expect(nonce, path).toBeTruthy();
    const tags = (await response.text()).match(/<script(?=[\s>])[^>]*>/g) ?? [];
    expect(tags.length, path).toBeGreaterThan(0);
    for (const tag of tags) expect(tag, path).toContain(`nonce="${nonce}"`);
  }
});

test("SIGTERM lets a stream in flight finish, writes what is pending, and ends with 0", async () => {
  const house = await start(ADMIN);
  const { secret } = await readyToCall(house, upstream.url);
  const stream = await client(house.url, secret).chat.completions.create({
    model: "drip-50",
    messages: [{ role: "user", content: "Slowly, please." }],
    stream: true,
  });
  let text = "";
  let finished = false;
  let stopping: Promise<number | null> | undefined;
  for await (const chunk of stream) {
    stopping ??= house.stop();
    text += chunk.choices[0]?.delta.content ?? "";
    finished ||= chunk.choices[0]?.finish_reason === "stop";
  }
  expect([text.length > 0, finished]).toEqual([true, true]);
  expect(await stopping).toBe(0);
  expect(house.logs()).toContain('"msg":"stopped"');
  expect(house.logs()).not.toContain("cut off");
});

test("after kill -9 the next start finds every key", async () => {
  const first = await start(ADMIN);
  const { secret } = await readyToCall(first, upstream.url);
  first.child.kill("SIGKILL");
  const again = await start({ ...ADMIN, GATEHOUSE_DATA_DIR: first.dataFolder });
  expect(again.setupUrl).toBeNull();
  expect(await call(again.url, secret)).toBe("200");
});

test("a taken port, a data folder in use, a bad setting: one line each, and not a zero", async () => {
  const { url, dataFolder } = await start();
  const port = new URL(url).port;
  await expect(start({ PORT: port })).rejects.toThrow(`Gatehouse: Port ${port} is taken by another program.`);
  await expect(start({ GATEHOUSE_DATA_DIR: dataFolder })).rejects.toThrow(
    /Gatehouse: Another Gatehouse \(process \d+\)/,
  );
  await expect(start({ GATEHOUSE_DRAIN_SECONDS: "soon" })).rejects.toThrow(
    "Gatehouse: GATEHOUSE_DRAIN_SECONDS",
  );
  const unreachable = "postgresql://ada:open-sesame@127.0.0.1:1/none";
  const refusal = await start({ DATABASE_URL: unreachable }).catch((error: Error) => error.message);
  expect(refusal).toMatch(/exit code 1.*\nGatehouse: The database at 127\.0\.0\.1:1\/none/s);
  expect(refusal).not.toContain("open-sesame");
  expect(refusal).not.toMatch(/\n\s+at /);
});
