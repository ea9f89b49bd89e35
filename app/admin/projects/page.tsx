import { FolderKey } from "lucide-react";
import type { Metadata } from "next";
import { ProjectsPage } from "@/components/projects/projects-page";
import { PageHeader } from "@/components/shell/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/auth";
import { organizationsOf, projectFigures, projectsOf } from "@/lib/organizations";
import { createProject } from "./actions";

export const metadata: Metadata = { title: "Projects" };

export default async function Page() {
  const user = await requireUser();
  const [organizations, projects, figures] = await Promise.all([
    organizationsOf(user.id),
    projectsOf(user.id),
    projectFigures(user.id),
  ]);
  if (organizations.length > 0) {
    return <ProjectsPage {...{ organizations, projects, figures, createProject }} />;
  }
  return (
    <>
      <PageHeader title="Projects" description="Each has its own API keys and LLM keys." />
      <EmptyState
        icon={<FolderKey />}
        title="You are not in an organization yet"
        text="Ask an admin of one to send you an invitation."
      />
    </>
  );
}
