import { expect, it } from "vitest";
import { PROVIDERS } from "@/lib/providers";
import { OPERATIONS, reference } from "./index";
import { toCamel, toSnake } from "./names";

const place = { origin: "http://gatehouse.test", organizationId: "o1", projectId: "p1" };
const { resources } = reference(place);
const operations = resources.flatMap((resource) => resource.operations);

it("has every operation once, under its resource", () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  for (const { title, type } of resources) expect(title).not.toBe(type);
});

it("says every type in words", () => {
  const fields = [...resources, ...operations].flatMap(({ attributes }) => attributes);
  const all = [...fields, ...operations.flatMap(({ parameters }) => parameters)];
  expect(all.length).toBeGreaterThan(100);
  for (const { name, type } of all) {
    expect([name, type]).toEqual([name, expect.not.stringMatching(/any value|undefined|\[object|\$ref|^$/)]);
  }
  const typeOf = (id: string, name: string) =>
    operations.find((operation) => operation.id === id)!.attributes.find((field) => field.name === name)!
      .type;
  expect(typeOf("createApiKey", "reset_period")).toBe("never, daily, weekly, monthly");
  expect(typeOf("rotateApiKey", "overlap")).toBe("now, 1h, 24h, 7d, until_deleted");
});

it("shows a request that a shell runs, with the addresses of the project", () => {
  for (const { method, path, curl } of operations) {
    expect(curl).toContain(
      `http://gatehouse.test/v1/api/organizations/o1/projects/p1${path.replace("{id}", "$ID")}`,
    );
    expect(curl).toContain("$GATEHOUSE_API_KEY");
    expect(curl.includes("-d '")).toBe(method === "POST" || method === "PATCH");
  }
});

it("keeps the name of every provider's field, there and back", () => {
  const names = PROVIDERS.flatMap(({ authMethods }) => authMethods).flatMap(({ fields }) => fields);
  expect(names.length).toBeGreaterThan(5);
  for (const { name } of names) expect(toCamel(toSnake(name))).toBe(name);
});

it("shows an answer that is one: every attribute, and nothing that the schemas do not know", () => {
  for (const operation of OPERATIONS) {
    const answer = operations.find(({ id }) => id === operation.id)!.answer;
    if (operation.answers === "nothing") {
      expect(answer).toBeNull();
      continue;
    }
    const { data, links, meta } = JSON.parse(answer!);
    const { type, attributes } = Array.isArray(data) ? data[0] : data;
    expect(type).toBe(operation.resource.type);
    expect(operation.resource.attributes.strict().parse(attributes)).toEqual(attributes);
    expect(Object.keys(attributes)).toEqual(Object.keys(operation.resource.attributes.shape));
    expect(operation.meta?.strict().parse(meta)).toEqual(meta);
    expect(links !== undefined).toBe(operation.answers !== "item");
  }
});
