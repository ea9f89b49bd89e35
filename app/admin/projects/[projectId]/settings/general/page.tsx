import type { Metadata } from "next";
import { DeleteSection } from "@/components/projects/delete-section";
import { IdentitySection } from "@/components/projects/identity-section";
import { NameSection } from "@/components/projects/name-section";
import { PageHeader } from "@/components/shell/page-header";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { publicOrigin } from "@/lib/http";
import * as actions from "./actions";

export const metadata: Metadata = { title: "General" };

type Props = { params: Promise<{ projectId: string }> };

/** A project's name, how programs name it, and its end. */
export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const { project, organization, role } = await projectPage(projectId);
  const canWrite = allows(role, "projects:write");
  const scope = { project, canWrite, actions: { ...actions } };
  return (
    <div className="max-w-3xl">
      <PageHeader title="General" description={project.name} />
      <div className="divide-y divide-line border-line border-t">
        <NameSection {...scope} />
        <IdentitySection project={project} organizationId={organization.id} origin={await publicOrigin()} />
        {canWrite && <DeleteSection {...scope} />}
      </div>
    </div>
  );
}
