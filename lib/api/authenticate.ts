import { ADDRESS_HEADER } from "../address";
import type { Context } from "../context";
import { db } from "../db";
import { notFound } from "../errors";
import { authenticateKey, type Denial, noteManagement } from "../keys";
import { ApiError } from "./errors";

const REASONS: Record<Denial, string> = {
  missing_api_key:
    "This request carries no API key. Send a key of this project as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'.",
  invalid_api_key_format: "This is not a Gatehouse API key, or it was mistyped. Copy it again, whole.",
  invalid_api_key: "This API key does not exist here.",
  revoked_api_key: "This API key was deleted.",
  disabled_api_key: "This API key is switched off.",
  expired_api_key: "This API key has expired.",
  temporarily_unavailable: "The database does not answer. Try again in a moment.",
};

/** Who calls: a key of the very project that the path names. Another project or organization does not exist for it. */
export async function authenticate(
  request: Request,
  { organizationId, projectId }: { organizationId: string; projectId: string },
): Promise<Context> {
  const verdict = await authenticateKey(presented(request.headers));
  if (!verdict.ok) {
    const status = verdict.code === "temporarily_unavailable" ? 503 : 401;
    throw new ApiError(status, verdict.code, REASONS[verdict.code], undefined, {
      ...(status === 401 ? { "www-authenticate": "Bearer" } : { "retry-after": "2" }),
    });
  }
  const { key } = verdict;
  if (key.projectId !== projectId || key.organizationId !== organizationId) throw notFound("This project");
  if (key.gatewayOnly) {
    throw new ApiError(
      403,
      "gateway_only_key",
      "This API key may call models and not manage. Use a key with full project access.",
    );
  }
  const address = request.headers.get(ADDRESS_HEADER);
  await noteManagement(key.id, address, request.headers.get("user-agent"));
  return {
    actor: { kind: "API_KEY", id: key.id, name: key.note },
    role: "ADMIN",
    organizationId,
    projectId,
    address,
    db: db(),
  };
}

function presented(headers: Headers): string | undefined {
  const [scheme, token] = (headers.get("authorization") ?? "").trim().split(/\s+/, 2);
  if (scheme?.toLowerCase() === "bearer" && token) return token;
  return headers.get("x-api-key")?.trim() || undefined;
}
