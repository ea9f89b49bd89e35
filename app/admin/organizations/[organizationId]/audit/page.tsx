import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AuditFilterForm } from "@/components/audit/audit-filter-form";
import { AuditTable } from "@/components/audit/audit-table";
import { filtersFromQuery, pageAddress } from "@/components/audit/filters";
import { PageHeader } from "@/components/shell/page-header";
import { buttonVariants } from "@/components/ui/button-variants";
import { allows } from "@/lib/access";
import { listAudit } from "@/lib/audit";
import { organizationPage } from "@/lib/auth";
import { projectsOf } from "@/lib/organizations";

export const metadata: Metadata = { title: "Audit log" };

type Props = {
  params: Promise<{ organizationId: string }>;
  searchParams: Promise<Record<string, string>>;
};

/** Everything that was changed in an organization: who, what, when and from where. */
export default async function Page({ params, searchParams }: Props) {
  const { organizationId } = await params;
  const query = await searchParams;
  const { ctx, organization, user, role } = await organizationPage(organizationId);
  if (!allows(role, "audit:read")) notFound();
  const filters = filtersFromQuery(query);
  const [page, projects] = await Promise.all([
    // A page that is no longer there begins anew.
    listAudit(ctx, { ...filters, cursor: query.before }).catch(() => listAudit(ctx, filters)),
    projectsOf(user.id),
  ]);
  const path = `/admin/organizations/${organizationId}/audit`;
  return (
    <>
      <PageHeader
        title="Audit log"
        description={`Every change in ${organization.name}: who, what, when and from where. It can only grow.`}
        actions={
          <a href={pageAddress(`${path}/export`, filters)} className={buttonVariants()} download>
            Export CSV
          </a>
        }
      />
      <AuditFilterForm
        path={path}
        filters={filters}
        projects={projects.filter((project) => project.organization.id === organizationId)}
      />
      <AuditTable page={page} path={path} filters={filters} isFirst={!query.before} />
    </>
  );
}
