"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { allows } from "@/lib/access";
import type { OrganizationOfUser, ProjectFigures, ProjectOfUser } from "@/lib/organizations/schema";
import type { CreateProject } from "./new-project-dialog";
import { ProjectTable } from "./project-table";

const loadDialog = () => import("./new-project-dialog").then((module) => module.NewProjectDialog);
const NewProjectDialog = dynamic(loadDialog, { ssr: false });

export type ProjectsPageProps = {
  organizations: readonly OrganizationOfUser[];
  projects: readonly ProjectOfUser[];
  figures: readonly ProjectFigures[];
  createProject: CreateProject;
};

/** From so many on there is a field to find one. */
const MANY = 9;

/** Every project that the reader can open, and the way to another one. */
export function ProjectsPage({ organizations, projects, figures, createProject }: ProjectsPageProps) {
  const [creating, setCreating] = useState(false);
  const [search, setSearch] = useState("");
  const own = organizations.filter(({ role }) => allows(role, "projects:write"));
  return (
    <>
      <PageHeader
        title="Projects"
        description="Each has its own API keys and LLM keys."
        actions={
          own.length > 0 && (
            <Button
              variant="primary"
              onClick={() => setCreating(true)}
              onPointerEnter={() => void loadDialog()}
            >
              <Plus aria-hidden /> New project
            </Button>
          )
        }
      />
      {projects.length >= MANY && (
        <Input
          type="search"
          aria-label="Find a project"
          placeholder="Find by name, slug or organization"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mb-6 max-w-sm"
        />
      )}
      <ProjectTable {...{ organizations, projects, figures, search }} />
      {creating && (
        <NewProjectDialog
          organizations={own}
          createProject={createProject}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
