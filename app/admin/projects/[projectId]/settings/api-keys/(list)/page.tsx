import type { Metadata } from "next";
import { listInput, parseFilters } from "@/components/keys/filters";
import { KeysPage } from "@/components/keys/keys-page";
import { allows } from "@/lib/access";
import { projectPage } from "@/lib/auth";
import { listCredentials } from "@/lib/credentials";
import { publicOrigin } from "@/lib/http";
import { listKeys } from "@/lib/keys";
import * as actions from "../actions";

/** Stands in the snippets until a credential names its models. */
const EXAMPLE_MODEL = "gpt-4o-mini";

export const metadata: Metadata = { title: "API keys" };

type Props = {
  params: Promise<{ projectId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The API keys of a project; the first page is rendered here, the next ones come from ./list. */
export default async function Page({ params, searchParams }: Props) {
  const { projectId } = await params;
  const query = new URLSearchParams(
    Object.entries(await searchParams).map(([name, value]) => [name, String(value)]),
  );
  const { ctx, project, role } = await projectPage(projectId);
  const filters = parseFilters(query);
  const [page, credentials, origin] = await Promise.all([
    listKeys(ctx, listInput(filters, null)),
    allows(role, "credentials:read") ? listCredentials(ctx) : [],
    publicOrigin(),
  ]);
  const scope = {
    projectId,
    projectName: project.name,
    origin,
    model: credentials.find((credential) => credential.models.length > 0)?.models[0]?.name ?? EXAMPLE_MODEL,
    canWrite: allows(role, "keys:write"),
    actions: { ...actions },
  };
  return <KeysPage scope={scope} first={{ page, filters, fetchedAtMs: Date.now() }} />;
}
