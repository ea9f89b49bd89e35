import type { Metadata } from "next";
import { Findings } from "@/components/findings/findings";
import { Facts } from "@/components/overview/facts";
import { QuickStart } from "@/components/overview/quick-start";
import { PageHeader } from "@/components/shell/page-header";
import { NeedsAPrice } from "@/components/usage/needs-a-price";
import { ProjectUsage } from "@/components/usage/project-usage";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { listCredentials } from "@/lib/credentials";
import { publicOrigin } from "@/lib/http";
import { listKeys } from "@/lib/keys";
import { everUsed, listFindings, listUnpriced, projectOverview } from "@/lib/usage";
import { rangeFromQuery } from "@/lib/usage/schema";
import * as actions from "../actions";

export const metadata: Metadata = { title: "Overview" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string>>;
};

/** The project at a glance: what its calls came to, what wants attention, and the three steps to a first call. */
export default async function Page({ params, searchParams }: Props) {
  const { projectId } = await params;
  const range = rangeFromQuery(await searchParams);
  const { ctx, project, organization, role } = await projectPage(projectId);
  const [keys, credentials, origin, usage, started, findings, unpriced] = await Promise.all([
    listKeys(ctx, { status: "active", limit: 1 }),
    allows(role, "credentials:read") ? listCredentials(ctx) : null,
    publicOrigin(),
    projectOverview(ctx, { range }),
    everUsed(ctx),
    listFindings(ctx),
    listUnpriced(ctx),
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
      <ProjectUsage
        projectId={projectId}
        first={{ data: usage, range, fetchedAtMs: Date.now() }}
        started={started}
        quickStart={<QuickStart {...overview} />}
      >
        <Findings
          projectId={projectId}
          findings={findings}
          canWrite={overview.canWrite}
          actions={{ ...actions }}
        />
        <NeedsAPrice
          projectId={projectId}
          unpriced={unpriced}
          canWrite={allows(role, "credentials:write")}
          setModelPrice={actions.setModelPrice}
        />
      </ProjectUsage>
    </>
  );
}
