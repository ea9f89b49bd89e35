import type { Metadata } from "next";
import { CredentialsPage } from "@/components/credentials/credentials-page";
import { HiddenCredentials } from "@/components/credentials/empty-credentials";
import { PageHeader } from "@/components/shell/page-header";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { listCredentials } from "@/lib/credentials";
import { catalogueModels, PROVIDER_IDS, type ProviderId } from "@/lib/providers";
import * as actions from "./actions";

export const metadata: Metadata = { title: "LLM keys" };

type Props = { params: Promise<{ projectId: string }> };

/** The credentials that a project's calls are forwarded with. */
export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const { ctx, role } = await projectPage(projectId);
  if (!allows(role, "credentials:read")) {
    return (
      <>
        <PageHeader title="LLM keys" />
        <HiddenCredentials />
      </>
    );
  }
  const scope = {
    projectId,
    canWrite: allows(role, "credentials:write"),
    defaultModelCounts: Object.fromEntries(
      PROVIDER_IDS.map((id) => [id, catalogueModels(id).length]),
    ) as Record<ProviderId, number>,
    actions: { ...actions },
  };
  return <CredentialsPage scope={scope} credentials={await listCredentials(ctx)} />;
}
