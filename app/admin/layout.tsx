import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { requireUser } from "@/lib/auth";
import { organizationsOf, projectsOf } from "@/lib/organizations";
import { saveTheme } from "./actions";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const [organizations, projects, jar] = await Promise.all([
    organizationsOf(user.id),
    projectsOf(user.id),
    cookies(),
  ]);
  return (
    <Shell
      organizations={organizations}
      projects={projects}
      user={user}
      theme={themeOf(jar.get(THEME_COOKIE)?.value)}
      saveTheme={saveTheme}
    >
      {children}
    </Shell>
  );
}
