import { z } from "zod";
import * as endpoints from "../../endpoints";
import type { Operation, Resource } from "../operation";
import { pageOf, time, toItem, total } from "./shared";

const credential = z.object({ id: z.string(), name: z.string(), provider: z.string() }).nullable();
const fallback = z.object({ credential, model: z.string() });

const openai = { id: "00000000-0000-7000-8000-000000000000", name: "openai-production", provider: "openai" };

const resource: Resource = {
  type: "endpoints",
  title: "A named model route: its slug is what applications pass as `model`.",
  attributes: z.object({
    slug: z.string(),
    targets: z.array(fallback.extend({ weight: z.number().int() })),
    fallbacks: z.array(fallback),
    timeout_ms: z.number().int().nullable(),
    created_at: time,
    created_by_name: z.string(),
    updated_at: time,
  }),
  shown: {
    attributes: {
      slug: "support-chat",
      targets: [{ credential: openai, model: "gpt-4.1-mini", weight: 100 }],
      fallbacks: [],
      timeout_ms: null,
      created_at: "2026-11-20T09:30:00.000Z",
      created_by_name: "Ada Lovelace",
      updated_at: "2026-11-20T09:30:00.000Z",
    },
  },
};

const place = z.object({ credential_id: z.string(), model: z.string() });
const creating = z.object({
  slug: endpoints.slug,
  targets: z.array(place.extend({ weight: z.number().int() })).describe("Weights add up to 100."),
  fallbacks: z.array(place).optional(),
  timeout_ms: z
    .number()
    .int()
    .min(endpoints.MIN_TIMEOUT_MS)
    .max(endpoints.MAX_TIMEOUT_MS)
    .nullable()
    .optional(),
});

const list: Operation = {
  id: "listEndpoints",
  method: "GET",
  path: "/endpoints",
  summary: "List endpoints",
  description: "By slug.",
  resource,
  answers: "page",
  filters: z.object({ slug: z.string().max(64) }),
  meta: total,
  shownMeta: { total: 1 },
  async run({ ctx, query }) {
    const { slug } = query.filter;
    const all = await endpoints.listEndpoints(ctx);
    const matching = slug ? all.filter((endpoint) => endpoint.slug === slug) : all;
    return pageOf(matching, (endpoint) => endpoint.slug, query);
  },
};

const create: Operation = {
  id: "createEndpoint",
  method: "POST",
  path: "/endpoints",
  summary: "Create an endpoint",
  resource,
  answers: "item",
  attributes: creating,
  example: {
    slug: "support-chat",
    targets: [{ credential_id: "00000000-0000-7000-8000-000000000000", model: "gpt-4.1-mini", weight: 100 }],
  },
  run: async ({ ctx, attributes }) => ({
    data: toItem(await endpoints.createEndpoint(ctx, attributes as endpoints.CreateEndpointInput)),
  }),
};

const show: Operation = {
  id: "showEndpoint",
  method: "GET",
  path: "/endpoints/{id}",
  summary: "Show an endpoint",
  resource,
  answers: "item",
  run: async ({ ctx, id }) => ({ data: toItem(await endpoints.getEndpoint(ctx, { id })) }),
};

const update: Operation = {
  id: "updateEndpoint",
  method: "PATCH",
  path: "/endpoints/{id}",
  summary: "Change an endpoint",
  description: "A list that is given replaces the stored one as a whole.",
  resource,
  answers: "item",
  attributes: creating.partial(),
  example: { timeout_ms: 30_000 },
  run: async ({ ctx, id, attributes }) => ({
    data: toItem(await endpoints.updateEndpoint(ctx, { ...attributes, id } as endpoints.UpdateEndpointInput)),
  }),
};

const remove: Operation = {
  id: "deleteEndpoint",
  method: "DELETE",
  path: "/endpoints/{id}",
  summary: "Delete an endpoint",
  resource,
  answers: "nothing",
  async run({ ctx, id }) {
    await endpoints.deleteEndpoint(ctx, { id });
    return { data: null };
  },
};

export const modelEndpoints = { list, create, show, update, remove };
