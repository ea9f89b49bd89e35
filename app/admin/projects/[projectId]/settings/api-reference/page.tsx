import type { Metadata } from "next";
import { Contents } from "@/components/api-reference/contents";
import { Introduction } from "@/components/api-reference/introduction";
import { ResourceSection } from "@/components/api-reference/resource-section";
import { PageHeader } from "@/components/shell/page-header";
import { buttonVariants } from "@/components/ui/button-variants";
import { reference } from "@/lib/api";
import { projectPage } from "@/lib/auth";
import { publicOrigin } from "@/lib/http";

export const metadata: Metadata = { title: "API reference" };

type Props = { params: Promise<{ projectId: string }> };

/** The REST API with this project's addresses, made of the operations that the routes run. Nothing comes from elsewhere. */
export default async function Page({ params }: Props) {
  const { projectId } = await params;
  const { organization } = await projectPage(projectId);
  const origin = await publicOrigin();
  const { resources } = reference({ origin, organizationId: organization.id, projectId });
  const base = `${origin}/v1/api/organizations/${organization.id}/projects/${projectId}`;
  return (
    <>
      <PageHeader
        title="API reference"
        description="The REST API that manages this project. Applications call models through /v1 instead."
        actions={
          <a href="/v1/api/openapi.json" download="gatehouse-openapi.json" className={buttonVariants({})}>
            OpenAPI 3.1
          </a>
        }
      />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_13rem]">
        <Contents resources={resources} />
        <div className="flex min-w-0 flex-col gap-12 xl:col-start-1 xl:row-start-1">
          <Introduction base={base} />
          {resources.map((resource) => (
            <ResourceSection key={resource.type} resource={resource} />
          ))}
        </div>
      </div>
    </>
  );
}
