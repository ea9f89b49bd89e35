import type { Metadata } from "next";
import { HiddenEndpoints } from "@/components/endpoints/empty-endpoints";
import type { CredentialOption } from "@/components/endpoints/endpoints-context";
import { EndpointsPage } from "@/components/endpoints/endpoints-page";
import { projectPath } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { type CredentialView, listCredentials } from "@/lib/credentials";
import { listEndpoints } from "@/lib/endpoints";
import { publicOrigin } from "@/lib/http";
import { catalogueModels, providerOf } from "@/lib/providers";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Endpoints" };

type Props = { params: Promise<{ projectId: string }> };

/** The named model routes of a project. */
export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const { ctx, role } = await projectPage(projectId);
  if (!allows(role, "endpoints:read")) {
    return (
      <>
        <PageHeader title="Endpoints" />
        <HiddenEndpoints />
      </>
    );
  }
  const [endpoints, credentials, origin] = await Promise.all([
    listEndpoints(ctx),
    listCredentials(ctx),
    publicOrigin(),
  ]);
  const scope = {
    projectId,
    origin,
    credentials: credentials.map(optionOf),
    credentialsHref: `${projectPath(projectId)}/settings/llm-api-keys`,
    canWrite: allows(role, "endpoints:write"),
    actions: { ...actions },
  };
  return <EndpointsPage scope={scope} endpoints={endpoints} />;
}

/** A credential as the form's pickers need it: its own models first, then those that its provider has. */
const optionOf = ({ id, name, provider, models, withDefaultModels }: CredentialView): CredentialOption => ({
  id,
  name,
  providerLabel: providerOf(provider).label,
  models: [
    ...new Set([
      ...models.map((model) => model.name),
      ...(withDefaultModels ? catalogueModels(provider) : []),
    ]),
  ],
});
