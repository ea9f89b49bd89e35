import type { MemberView } from "@/lib/organizations/schema";

type Role = MemberView["role"];

export const ROLE_LABELS: Record<Role, string> = {
  OWNER: "Owner",
  ADMIN: "Admin",
  MEMBER: "Member",
  VIEWER: "Viewer",
};

/** What a role may do, where one is chosen. */
export const ROLE_TEXTS: Record<Role, string> = {
  OWNER: "Everything, ownership and deleting the organization included.",
  ADMIN: "Everything but ownership and deleting the organization.",
  MEMBER: "Reads keys, endpoints, usage, and the names of credentials.",
  VIEWER: "Reads usage and which key was last used when.",
};

const ALL: Role[] = ["OWNER", "ADMIN", "MEMBER", "VIEWER"];

/** The roles that somebody may give. */
export const rolesToGive = (owns: boolean): Role[] => (owns ? ALL : ALL.filter((role) => role !== "OWNER"));
