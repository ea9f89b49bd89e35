import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editBody } from "./body-edits";
import { parseBody } from "./parse-body";

const parse = (text: string) => {
  const parsed = parseBody(Buffer.from(text));
  if ("status" in parsed) throw new Error(parsed.message);
  return parsed;
};
const edit = (text: string, edits: Record<string, unknown>) => {
  const edited = editBody(parse(text), edits);
  return "status" in edited ? edited : edited.toString();
};

describe("only what is edited changes", () => {
  it.each([
    ['{"model":"m"}', { max_tokens: 5 }, '{"max_tokens":5,"model":"m"}'],
    [' {\n"model":"m","n":1.0}', { a: 1, b: { c: [] } }, ' {"a":1,"b":{"c":[]},\n"model":"m","n":1.0}'],
    ['{"max_tokens":null,"model":"m"}', { max_tokens: 5 }, '{"max_tokens":5,"model":"m"}'],
    [
      '{"x":{"max_tokens":1},"model":"m"}',
      { max_tokens: 5 },
      '{"max_tokens":5,"x":{"max_tokens":1},"model":"m"}',
    ],
    [
      '{"model":"m","x":{"s":1},"s" : { "a":[1,2] } ,"z":"s"}',
      { model: "n", s: true, t: 2 },
      '{"t":2,"model":"n","x":{"s":1},"s" : true ,"z":"s"}',
    ],
    ['{"m\\u0061x":1,"model":"m"}', { max: 2 }, '{"m\\u0061x":2,"model":"m"}'],
    ['{"model":"m","max":7}', { model: "m", max: 7 }, '{"model":"m","max":7}'],
  ])("%s with %j", (body, edits, edited) => expect(edit(body, edits)).toBe(edited));

  it("in any body", () => {
    const keys = fc.uniqueArray(fc.oneof(fc.constantFrom("a", "b", "c"), fc.string({ unit: "binary" })), {
      maxLength: 6,
    });
    const value = fc.jsonValue({ maxDepth: 2 });
    const property = fc.property(
      keys,
      fc.array(value, { minLength: 6, maxLength: 6 }),
      value,
      (names, values, to) => {
        const members = names
          .filter((name) => name !== "model")
          .map((name, at) => [name, values[at]] as const);
        const body = JSON.stringify(Object.fromEntries([...members, ["model", "m"]]));
        const edits = { a: to, c: 1, model: "n" };
        expect(JSON.parse(edit(body, edits) as string)).toEqual({
          ...JSON.parse(body),
          ...JSON.parse(JSON.stringify(edits)),
        });
      },
    );
    fc.assert(property, { numRuns: 1000 });
  });
});

it("gives the very buffer back where nothing changes", () => {
  const body = parse('{"model":"m","n":2}');
  expect(editBody(body, { model: "m", n: 2 })).toBe(body.bytes);
  expect(editBody(body, {})).toBe(body.bytes);
});

it.each([
  '{"max":1,"model":"m","max":2}',
  '{"max":1,"model":"m","m\\u0061x":2}',
  '{"\\u006dax":1,"model":"m","m\\u0061x":2}',
])("refuses %s, which two parsers could read in two ways", (body) => {
  expect(edit(body, { max: 3 })).toMatchObject({ status: 400, param: "max" });
});
