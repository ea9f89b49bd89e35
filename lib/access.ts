import type { Context } from "./context";
import { DomainError } from "./errors";
import type { Role } from "./generated/enums";

export const PERMISSIONS = [
  "project:read",
  "keys:read",
  "keys:write",
  "credentials:read",
  "credentials:write",
  "endpoints:read",
  "endpoints:write",
  "usage:read",
  "audit:read",
  "members:read",
  "members:write",
  "projects:write",
  "organization:write",
  "organization:own",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const VIEWER: Permission[] = ["project:read", "keys:read", "usage:read", "members:read"];
const MEMBER: Permission[] = [...VIEWER, "credentials:read", "endpoints:read"];
const ADMIN: Permission[] = PERMISSIONS.filter((permission) => permission !== "organization:own");

const GRANTS: Record<Role, ReadonlySet<Permission>> = {
  OWNER: new Set(PERMISSIONS),
  ADMIN: new Set(ADMIN),
  MEMBER: new Set(MEMBER),
  VIEWER: new Set(VIEWER),
};

/** Whether a role may do something. Pages use it to leave out buttons; the verbs decide. */
export const allows = (role: Role | null, permission: Permission): boolean =>
  role !== null && GRANTS[role].has(permission);

/** The first line of every verb. Throws `forbidden` for a member without the permission, `not_found` for a stranger. */
export function authorise(ctx: Pick<Context, "role">, permission: Permission): void {
  if (ctx.role === null) throw new DomainError("not_found", "This project does not exist.");
  if (!allows(ctx.role, permission)) {
    throw new DomainError("forbidden", "Your role does not allow this. Ask an admin of the organization.");
  }
}
