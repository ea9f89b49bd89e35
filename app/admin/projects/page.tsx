import { FolderKey } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header";
import { ProjectTable } from "@/components/shell/project-table";
import { EmptyState } from "@/components/ui/empty-state";
import { requireUser } from "@/lib/auth";
import { projectsOf } from "@/lib/organizations";

export const metadata: Metadata = { title: "Projects" };

export default async function Page() {
  const user = await requireUser();
  const projects = await projectsOf(user.id);
  return (
    <>
      <PageHeader title="Projects" description="Each has its own API keys and LLM keys." />
      {projects.length > 0 ? (
        <ProjectTable projects={projects} />
      ) : (
        <EmptyState
          icon={<FolderKey />}
          title="You are not in a project yet"
          text="Ask an admin to make you a member of their organization."
        />
      )}
    </>
  );
}
