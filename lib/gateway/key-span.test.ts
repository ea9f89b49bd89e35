import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editBody } from "./body-edits";
import { keySpan } from "./key-span";
import { parseBody } from "./parse-body";

const splice = (text: string, model: string) => {
  const parsed = parseBody(Buffer.from(text));
  if ("status" in parsed) throw new Error(parsed.message);
  return editBody(parsed, { model }).toString();
};

describe("only the model's bytes change", () => {
  it.each([
    ['{"model":"a/b","n":12345678901234567890,"t":1.0}', '{"model":"b","n":12345678901234567890,"t":1.0}'],
    [
      ' {\n "x" : "\\u00e9\\ud83d" ,\t"model" :\r"a/b" }\n',
      ' {\n "x" : "\\u00e9\\ud83d" ,\t"model" :\r"b" }\n',
    ],
    ['{"messages":[{"model":"no"}],"model":"a/b"}', '{"messages":[{"model":"no"}],"model":"b"}'],
    ['{"a":"\\"model\\":\\"no\\"","model":"a/b"}', '{"a":"\\"model\\":\\"no\\"","model":"b"}'],
    ['{"a":"ends \\\\","model":"a/b","z":[]}', '{"a":"ends \\\\","model":"b","z":[]}'],
    ['{"m\\u006fdel":"a\\/b"}', '{"m\\u006fdel":"b"}'],
    [`{"a":"${"x".repeat(100)}\\\\\\"}","model":"a/b"}`, `{"a":"${"x".repeat(100)}\\\\\\"}","model":"b"}`],
  ])("%s", (body, spliced) => expect(splice(body, "b")).toBe(spliced));

  it("for any JSON around it", () => {
    const space = fc.stringMatching(/^[ \n\t\r]{0,3}$/);
    const number = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/);
    const value = fc.oneof(fc.json({ maxDepth: 4 }), number);
    const members = fc.array(
      fc.tuple(fc.string({ unit: "binary" }), value, space).filter(([key]) => key !== "model"),
      { maxLength: 6 },
    );
    const property = fc.property(
      members,
      members,
      fc.string({ minLength: 1 }),
      space,
      (before, after, model, gap) => {
        const text = ([key, value, space]: [string, string, string]) =>
          `${space}${JSON.stringify(key)}${space}:${space}${value}${space}`;
        const head = `${gap}{${[...before.map(text), `${gap}"model"${gap}:${gap}`].join(",")}`;
        const tail = `${[gap, ...after.map(text)].join(",")}}${gap}`;
        expect(splice(head + JSON.stringify(model) + tail, `${model}!`)).toBe(
          head + JSON.stringify(`${model}!`) + tail,
        );
      },
    );
    fc.assert(property, { numRuns: 1000 });
  });
});

it("counts every spelling of a repeated model", () => {
  const count = (text: string) => keySpan(Buffer.from(text), "model").count;
  expect(count('{"model":"a","model":"b"}')).toBe(2);
  expect(count('{"model":"a","\\u006dodel":"b"}')).toBe(2);
  expect(count('{"\\u006dodel":"a","\\u006dodel":"b"}')).toBe(2);
  expect(count('{"model":"a","x":{"model":"b"}}')).toBe(1);
  expect(count('{"x":"model","model":"b"}')).toBe(1);
});
