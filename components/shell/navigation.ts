import {
  BookText,
  Building2,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Route,
  ScrollText,
  Settings2,
  Users,
  Waypoints,
} from "lucide-react";
import { allows } from "@/lib/access";
import type { ProjectOfUser } from "@/lib/organizations/schema";

type Role = ProjectOfUser["role"];

export type NavItem = { label: string; href: string; icon: LucideIcon };
export type NavSection = { label: string | null; items: NavItem[] };

export const projectPath = (projectId: string) => `/admin/projects/${encodeURIComponent(projectId)}`;

/** A project's pages, as the sidebar lists them. Only what exists. */
export const projectSections = (projectId: string): NavSection[] => [
  { label: null, items: [{ label: "Overview", href: projectPath(projectId), icon: LayoutDashboard }] },
  { label: "API Access", items: apiAccessPages(projectId) },
  { label: "Project", items: [referencePage(projectId), generalPage(projectId)] },
];

export const organizationPath = (organizationId: string) =>
  `/admin/organizations/${encodeURIComponent(organizationId)}/settings`;

export const auditPath = (organizationId: string) =>
  `/admin/organizations/${encodeURIComponent(organizationId)}/audit`;

export const membersPath = (organizationId: string) =>
  `/admin/organizations/${encodeURIComponent(organizationId)}/members`;

export const noticesPath = (organizationId: string) =>
  `/admin/organizations/${encodeURIComponent(organizationId)}/notices`;

export const noticeDeliveryPath = (organizationId: string) => `${noticesPath(organizationId)}/delivery`;

/** What all projects of an organization share. */
export const organizationSection = (organizationId: string, role: Role): NavSection => ({
  label: "Organization",
  items: [
    { label: "Limits & credits", href: organizationPath(organizationId), icon: Building2 },
    { label: "Members", href: membersPath(organizationId), icon: Users },
    ...(allows(role, "audit:read")
      ? [{ label: "Audit log", href: auditPath(organizationId), icon: ScrollText }]
      : []),
  ],
});

/** The pages of the settings section "API Access". */
export const apiAccessPages = (projectId: string): NavItem[] => [
  { label: "API Keys", href: `${projectPath(projectId)}/settings/api-keys`, icon: KeyRound },
  { label: "LLM Keys", href: `${projectPath(projectId)}/settings/llm-api-keys`, icon: Waypoints },
  { label: "Endpoints", href: `${projectPath(projectId)}/settings/endpoints`, icon: Route },
];

/** How programs manage a project. */
export const referencePage = (projectId: string): NavItem => ({
  label: "API reference",
  href: `${projectPath(projectId)}/settings/api-reference`,
  icon: BookText,
});

/** A project's name and end. */
export const generalPage = (projectId: string): NavItem => ({
  label: "General",
  href: `${projectPath(projectId)}/settings/general`,
  icon: Settings2,
});

/** The item that a path belongs to: the one with the longest address that the path is at or below. */
export function activeHref(items: readonly NavItem[], pathname: string): string | undefined {
  return items
    .map((item) => item.href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** The same page of another project; its overview where the page belongs to one key alone. */
export function samePageOf(projectId: string, pathname: string): string {
  const page = [...apiAccessPages("_"), referencePage("_"), generalPage("_")].find((item) =>
    pathname.endsWith(item.href.slice(projectPath("_").length)),
  );
  return page ? page.href.replace(projectPath("_"), projectPath(projectId)) : projectPath(projectId);
}
