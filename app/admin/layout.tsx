import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { requireUser } from "@/lib/auth";
import { projectsOf } from "@/lib/organizations";
import { saveTheme } from "./actions";

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const [projects, jar] = await Promise.all([projectsOf(user.id), cookies()]);
  return (
    <Shell
      projects={projects}
      user={user}
      theme={themeOf(jar.get(THEME_COOKIE)?.value)}
      saveTheme={saveTheme}
    >
      {children}
    </Shell>
  );
}
