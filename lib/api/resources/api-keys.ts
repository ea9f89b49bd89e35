import { z } from "zod";
import * as keys from "../../keys";
import { costLimitUsd, RESET_PERIODS, requestsPerMinute, resetPeriod, tokenLimit } from "../../limits/schema";
import type { Operation, Resource } from "../operation";
import { dollars, time, toItem, total, usd } from "./shared";

const link = z.object({ id: z.string(), note: z.string(), created_at: time });

const resource: Resource = {
  type: "api_keys",
  title: "An API key. Its secret is shown once, by the request that created it.",
  attributes: z.object({
    note: z.string(),
    display_secret: z.string(),
    status: z.enum(keys.KEY_STATUSES),
    enabled: z.boolean(),
    gateway_only: z.boolean(),
    legacy: z.boolean(),
    replaces: link.nullable(),
    replaced_by: link.nullable(),
    overlap_ends_at: time.nullable(),
    expires_at: time.nullable(),
    created_at: time,
    created_by_name: z.string(),
    last_used_at: time.nullable(),
    last_used_address: z.string().nullable(),
    last_used_user_agent: z.string().nullable(),
    deleted_at: time.nullable(),
    cost_limit_usd: usd.nullable(),
    token_limit: z.number().int().nullable(),
    requests_per_minute: z.number().int().nullable(),
    reset_period: z.enum(RESET_PERIODS),
    consumption: z
      .object({
        cost_usd: usd,
        tokens: z.number().int(),
        requests: z.number().int(),
        period_started_at: time.nullable(),
        resets_at: time.nullable(),
      })
      .optional(),
  }),
  shown: {
    attributes: {
      note: "checkout service",
      display_secret: "gk_…4f2a",
      status: "active",
      enabled: true,
      gateway_only: false,
      legacy: false,
      replaces: null,
      replaced_by: null,
      overlap_ends_at: null,
      expires_at: null,
      created_at: "2026-11-20T09:30:00.000Z",
      created_by_name: "Ada Lovelace",
      last_used_at: null,
      last_used_address: null,
      last_used_user_agent: null,
      deleted_at: null,
      cost_limit_usd: "25",
      token_limit: null,
      requests_per_minute: null,
      reset_period: "monthly",
      consumption: {
        cost_usd: "0",
        tokens: 0,
        requests: 0,
        period_started_at: "2026-11-01T00:00:00.000Z",
        resets_at: "2026-12-01T00:00:00.000Z",
      },
    },
  },
};

/** Shown once: an example holds none. */
const shownSecret = { secretKey: "gk_…" };

const limits = {
  cost_limit_usd: dollars(costLimitUsd).optional(),
  token_limit: tokenLimit.optional(),
  requests_per_minute: requestsPerMinute.optional(),
  reset_period: resetPeriod.optional(),
};

const creating = z.object({
  note: keys.note,
  expires_at: keys.expiresAt.optional(),
  gateway_only: keys.gatewayOnly.optional(),
  ...limits,
});
const changing = creating.partial().extend({ enabled: z.boolean().optional() });

/** Numbers of dollars become the texts that the verbs take. */
const inDollars = ({ costLimitUsd, ...rest }: Record<string, unknown>) =>
  costLimitUsd === undefined
    ? rest
    : { ...rest, costLimitUsd: typeof costLimitUsd === "number" ? String(costLimitUsd) : costLimitUsd };

const list: Operation = {
  id: "listApiKeys",
  method: "GET",
  path: "/api_keys",
  summary: "List API keys",
  description: "Without a filter by status, every key that is not deleted.",
  resource,
  answers: "page",
  filters: z.object({
    status: z.enum(keys.KEY_STATUSES),
    search: z.string().max(200).describe("Part of a note or display secret, or a whole id."),
  }),
  sorts: ["created_at", "note", "last_used_at", "expires_at"],
  meta: total.describe("Counted up to 10,000."),
  shownMeta: { total: 1 },
  async run({ ctx, query }) {
    const { size, after, filter, sort, direction } = query;
    const page = await keys.listKeys(ctx, {
      ...filter,
      cursor: after,
      limit: size,
      sort: sort as keys.KeySort | undefined,
      direction: sort ? direction : "desc",
    } as keys.ListKeysInput);
    return { data: page.keys.map(toItem), nextCursor: page.nextCursor, meta: { total: page.total } };
  },
};

const create: Operation = {
  id: "createApiKey",
  method: "POST",
  path: "/api_keys",
  summary: "Create an API key",
  description: "`meta.secretKey` is the secret: it is shown here and never again.",
  resource,
  answers: "item",
  attributes: creating,
  example: { note: "checkout service", cost_limit_usd: "25", reset_period: "monthly" },
  meta: z.object({ secretKey: z.string() }),
  shownMeta: shownSecret,
  async run({ ctx, attributes }) {
    const { secret, ...key } = await keys.createKey(ctx, inDollars(attributes) as keys.CreateKeyInput);
    return { data: toItem(key), meta: { secretKey: secret } };
  },
};

const show: Operation = {
  id: "showApiKey",
  method: "GET",
  path: "/api_keys/{id}",
  summary: "Show an API key",
  resource,
  answers: "item",
  run: async ({ ctx, id }) => ({ data: toItem(await keys.getKey(ctx, { id })) }),
};

const update: Operation = {
  id: "updateApiKey",
  method: "PATCH",
  path: "/api_keys/{id}",
  summary: "Change an API key",
  description: "What is left out stays; null clears the expiry or a limit. In force on the very next call.",
  resource,
  answers: "item",
  attributes: changing,
  example: { enabled: false },
  async run({ ctx, id, attributes }) {
    const input = { ...inDollars(attributes), id } as keys.UpdateKeyInput;
    return { data: toItem(await keys.updateKey(ctx, input)) };
  },
};

const remove: Operation = {
  id: "deleteApiKey",
  method: "DELETE",
  path: "/api_keys/{id}",
  summary: "Delete an API key for good",
  description: "Its next call is answered 401 `revoked_api_key`.",
  resource,
  answers: "nothing",
  async run({ ctx, id }) {
    await keys.deleteKey(ctx, { id });
    return { data: null };
  },
};

const rotate: Operation = {
  id: "rotateApiKey",
  method: "POST",
  path: "/api_keys/{id}/rotations",
  summary: "Rotate an API key",
  description:
    "Makes a successor with the same note, limits and rights; `meta.secretKey` is its secret. The old key works until the overlap ends.",
  resource,
  answers: "item",
  attributes: z.object({ overlap: keys.overlap }),
  example: { overlap: "24h" },
  meta: z.object({ secretKey: z.string() }),
  shownMeta: shownSecret,
  async run({ ctx, id, attributes }) {
    const { secret, ...key } = await keys.rotateKey(ctx, { ...attributes, id } as keys.RotateKeyInput);
    return { data: toItem(key), meta: { secretKey: secret } };
  },
};

export const apiKeys = { list, create, show, update, remove, rotate };
