import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AuthMethod, catalogueModels, isProviderId, PROVIDER_IDS, PROVIDERS, providerOf } from "./index";

const plain = (method: AuthMethod) => method.fields.filter((field) => !field.secret);

/** What a person would enter, with the fields that may stay empty or without them. */
const config = (method: AuthMethod, whole: boolean): Record<string, string> =>
  Object.fromEntries(
    plain(method)
      .filter((field) => field.required || whole)
      .map((field) => [field.name, field.placeholder ?? field.defaultValue ?? ""]),
  );

it("registers every entry, each under an id of its own", () => {
  expect(new Set(PROVIDER_IDS).size).toBe(PROVIDERS.length);
  const files = readdirSync(new URL("./entries", import.meta.url)).map((file) => file.replace(".ts", ""));
  expect([...PROVIDER_IDS].sort()).toEqual(files.sort());
  expect(isProviderId("nobody")).toBe(false);
  expect(() => providerOf("nobody")).toThrow("nobody");
});

describe.each(PROVIDERS.map((provider) => [provider.id, provider] as const))("%s", (id, provider) => {
  it("is found by its id and has a label of its own", () => {
    expect(providerOf(id)).toBe(provider);
    expect(id).toMatch(/^[a-z][a-z-]*$/);
    expect(PROVIDERS.filter(({ label }) => label === provider.label)).toEqual([provider]);
  });

  it("has the models of its catalogue, and only those it serves", () => {
    const models = catalogueModels(id);
    expect(models.length > 0).toBe(provider.catalogue !== null);
    expect(new Set(models).size).toBe(models.length);
    for (const model of models) expect(model).toMatch(provider.serves ?? /^\S+$/);
  });

  it.each(provider.authMethods.map((method) => [method.id, method] as const))("%s", (methodId, method) => {
    expect(provider.authMethods.filter((other) => other.id === methodId)).toHaveLength(1);
    expect(method.label).toMatch(/\S/);
    expect(new Set(method.fields.map((field) => field.name)).size).toBe(method.fields.length);
    expect(method.fields.some((field) => field.secret)).toBe(true);
    for (const field of method.fields) {
      expect(field.label, field.name).toMatch(/\S/);
      const examples = [field.defaultValue, field.placeholder].filter((text) => text && !text.includes("…"));
      for (const example of examples) expect(example).toMatch(field.pattern?.expression ?? /\S/);
      expect(field.pattern?.message ?? ".", field.name).toMatch(/\.$/);
      expect(field.secret && field.host, field.name).not.toBe(true);
    }
  });

  it.each(provider.authMethods.map((method) => [method.id, method] as const))(
    "%s leads to an address without a slash at its end, by fields that are marked as doing so",
    (_, method) => {
      for (const whole of [false, true]) {
        const given = config(method, whole);
        const address = provider.baseUrl(given);
        expect(new URL(address).href.replace(/\/$/, "")).toBe(address);
        for (const field of plain(method).filter((field) => field.name in given)) {
          const moved = provider.baseUrl({ ...given, [field.name]: "https://elsewhere.example.com" });
          if (moved !== address) expect(field.host, field.name).toBe(true);
        }
      }
    },
  );
});
