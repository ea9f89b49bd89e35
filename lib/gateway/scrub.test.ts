import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hidden, Scrubber, scrubError } from "./scrub";
import { SECRET } from "./testing";

const HIDDEN = hidden([SECRET])!;
const STARS = "*".repeat(SECRET.length);

it("leaves out the secret however a stream is cut into reads, and nothing else", () => {
  const text = `${SECRET.slice(0, 5)} say ${SECRET} and ${SECRET}${SECRET} sk-proj sk- s\n${SECRET.slice(0, -1)}`;
  const cuts = fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 40 });
  const property = fc.property(cuts, (cuts) => {
    const scrubber = new Scrubber(HIDDEN.bytes);
    const at = [0, ...cuts.sort((a, b) => a - b), text.length];
    const passed = at.slice(1).map((end, i) => scrubber.push(Buffer.from(text.slice(at[i], end))).toString());
    passed.push(scrubber.end()?.toString() ?? "");
    expect(passed.join("")).toBe(text.replaceAll(SECRET, STARS));
  });
  fc.assert(property, { numRuns: 500 });
});

it("holds nothing back at the end of an event", () => {
  const scrubber = new Scrubber(HIDDEN.bytes);
  expect(scrubber.push(Buffer.from("data: s\n\n")).toString()).toBe("data: s\n\n");
});

describe("an error loses the secret", () => {
  it.each([
    ["whole", `Bad key ${SECRET}.`, "Bad key [redacted]."],
    ["escaped", `"${SECRET.replaceAll("/", "\\/")}"`, '"[redacted]"'],
    ["in a URL", `?key=${encodeURIComponent(SECRET)}&a=1`, "?key=[redacted]&a=1"],
    ["masked", `${SECRET.slice(0, 7)}********${SECRET.slice(-4)}`, "[redacted]"],
    ["masked to its end", "key ****fXYZ failed", "key [redacted] failed"],
  ])("%s", (_, text, clean) => expect(scrubError(text, HIDDEN)).toBe(clean));

  it("and keeps what only looks like it", () => {
    const text = "**bold** and ...and so on... xxx 2024-01-01 ****";
    expect(scrubError(text, HIDDEN)).toBe(text);
  });
});

it("does not hide words that local servers take for a key", () => {
  expect(hidden(["none"])).toBeNull();
  expect(hidden(["sk-1234", ""])).toBeNull();
});
