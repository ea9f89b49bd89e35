import { expect, it } from "vitest";
import { type Token, TokenSource } from "./token-source";

const MINUTE_MS = 60_000;

/** A source whose fetches the test answers one by one, on a clock that the test moves. */
function source(lifeMs = 60 * MINUTE_MS) {
  const state = { nowMs: 1_000_000, asked: [] as { give(): void; refuse(): void }[] };
  const tokens = new TokenSource(
    () =>
      new Promise<Token>((resolve, reject) => {
        const number = state.asked.length + 1;
        state.asked.push({
          give: () => resolve({ text: `token-${number}`, expiresAtMs: state.nowMs + lifeMs }),
          refuse: () => reject(new Error(`refused-${number}`)),
        });
      }),
    () => state.nowMs,
  );
  return { state, tokens };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function withToken(lifeMs?: number) {
  const { state, tokens } = source(lifeMs);
  const first = tokens.get();
  state.asked[0]!.give();
  expect(await first).toBe("token-1");
  return { state, tokens };
}

it("asks once for all calls that wait, and then answers at once", async () => {
  const { state, tokens } = source();
  const waiting = [tokens.get(), tokens.get(), tokens.get()];
  expect(state.asked).toHaveLength(1);
  state.asked[0]!.give();
  expect(await Promise.all(waiting)).toEqual(["token-1", "token-1", "token-1"]);
  expect(tokens.get()).toBe("token-1");
});

it("refreshes in the background from five minutes before the end, while the old token serves", async () => {
  const { state, tokens } = await withToken();
  state.nowMs += 54 * MINUTE_MS;
  expect(tokens.get()).toBe("token-1");
  expect(state.asked).toHaveLength(1);
  state.nowMs += 2 * MINUTE_MS;
  expect([tokens.get(), tokens.get()]).toEqual(["token-1", "token-1"]);
  expect(state.asked).toHaveLength(2);
  state.asked[1]!.give();
  await settled();
  expect(tokens.get()).toBe("token-2");
});

it("refreshes a token that lives shorter than that halfway", async () => {
  const { state, tokens } = await withToken(4 * MINUTE_MS);
  state.nowMs += MINUTE_MS;
  tokens.get();
  expect(state.asked).toHaveLength(1);
  state.nowMs += MINUTE_MS;
  tokens.get();
  expect(state.asked).toHaveLength(2);
});

it("keeps the old token until it ends when a refresh fails, and asks again soon", async () => {
  const { state, tokens } = await withToken();
  state.nowMs += 56 * MINUTE_MS;
  tokens.get();
  state.asked[1]!.refuse();
  await settled();
  expect(tokens.get()).toBe("token-1");
  expect(state.asked).toHaveLength(2);
  state.nowMs += 3000;
  expect(tokens.get()).toBe("token-1");
  expect(state.asked).toHaveLength(3);
  state.asked[2]!.refuse();
  await settled();
  state.nowMs += 4 * MINUTE_MS;
  const after = tokens.get();
  expect(state.asked).toHaveLength(4);
  state.asked[3]!.give();
  expect(await after).toBe("token-4");
});

it("never serves a token that has ended", async () => {
  const { state, tokens } = await withToken();
  state.nowMs += 60 * MINUTE_MS;
  const next = tokens.get();
  expect(next).toBeInstanceOf(Promise);
  state.asked[1]!.give();
  expect(await next).toBe("token-2");
});

it("leaves an identity provider in peace for a moment after it gave no token", async () => {
  const { state, tokens } = source();
  const first = tokens.get();
  state.asked[0]!.refuse();
  await expect(first).rejects.toThrow("refused-1");
  await expect(tokens.get()).rejects.toThrow("refused-1");
  expect(state.asked).toHaveLength(1);
  state.nowMs += 2000;
  const second = tokens.get();
  state.asked[1]!.give();
  expect(await second).toBe("token-2");
});
