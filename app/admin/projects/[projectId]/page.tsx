import type { Metadata } from "next";
import { Facts } from "@/components/overview/facts";
import { QuickStart } from "@/components/overview/quick-start";
import { PageHeader } from "@/components/shell/page-header";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { listCredentials } from "@/lib/credentials";
import { publicOrigin } from "@/lib/http";
import { listKeys } from "@/lib/keys";

export const metadata: Metadata = { title: "Overview" };

type Props = { params: Promise<{ projectId: string }> };

/** The project at a glance, and the three steps to a first call. */
export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const { ctx, project, organization, role } = await projectPage(projectId);
  const [keys, credentials, origin] = await Promise.all([
    listKeys(ctx, { status: "active", limit: 1 }),
    allows(role, "credentials:read") ? listCredentials(ctx) : null,
    publicOrigin(),
  ]);
  const overview = {
    projectId,
    origin,
    activeKeys: keys.total,
    credentials: credentials?.length ?? null,
    model: credentials?.find((credential) => credential.models.length > 0)?.models[0]?.name,
    canWrite: allows(role, "keys:write"),
  };
  return (
    <>
      <PageHeader title={project.name} description={organization.name} />
      <Facts {...overview} />
      <QuickStart {...overview} />
    </>
  );
}
