import { redirect } from "next/navigation";
import { projectPath } from "@/components/shell/navigation";
import { requireUser } from "@/lib/auth";
import { projectsOf } from "@/lib/organizations";

/** Straight to the project where there is only one; else to the list. */
export default async function Page() {
  const user = await requireUser();
  const [first, ...others] = await projectsOf(user.id);
  redirect(first && others.length === 0 ? projectPath(first.id) : "/admin/projects");
}
