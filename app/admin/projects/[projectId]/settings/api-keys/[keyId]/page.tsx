import type { Metadata } from "next";
import { Findings } from "@/components/findings/findings";
import { KeyOverview } from "@/components/usage/key-overview";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { orNotFound, publicOrigin } from "@/lib/http";
import { getKey } from "@/lib/keys";
import { keyOverview, listFindings } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";
import { dismissFinding } from "../../../actions";
import * as actions from "../actions";

export const metadata: Metadata = { title: "API key" };

type Props = {
  params: Promise<{ projectId: string; keyId: string }>;
  searchParams: Promise<Record<string, string>>;
};

/** One API key: where it stands against its limits, what it is used for and by whom. */
export default async function Page({ params, searchParams }: Props) {
  const { projectId, keyId: id } = await params;
  const range = rangeFromQuery(await searchParams);
  const { ctx, project, role } = await projectPage(projectId);
  const [key, overview, findings, origin] = await Promise.all([
    getKey(ctx, { id }),
    keyOverview(ctx, { id, range }),
    listFindings(ctx, { keyId: id }),
    publicOrigin(),
  ]).catch(orNotFound);
  const canWrite = allows(role, "keys:write");
  return (
    <KeyOverview
      scope={{ projectId, projectName: project.name, origin, model: "", canWrite, actions: { ...actions } }}
      apiKey={key}
      first={{ data: overview, range, fetchedAtMs: Date.now() }}
    >
      <Findings
        projectId={projectId}
        findings={findings}
        canWrite={canWrite}
        canReview={false}
        actions={{ dismissFinding, disableKey: actions.disableKey }}
      />
    </KeyOverview>
  );
}
