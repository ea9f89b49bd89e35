import type { Metadata } from "next";
import { CreditEntries } from "@/components/organizations/credit-entries";
import { CreditsSection } from "@/components/organizations/credits-section";
import { DeleteSection } from "@/components/organizations/delete-section";
import { GeneralSection } from "@/components/organizations/general-section";
import { LimitsSection } from "@/components/organizations/limits-section";
import { PageHeader } from "@/components/shell/page-header";
import { allows } from "@/lib/access";
import { organizationPage } from "@/lib/auth";
import { isId } from "@/lib/ids";
import { listCreditEntries, organizationSettings } from "@/lib/organizations";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Organization" };

type Props = {
  params: Promise<{ organizationId: string }>;
  searchParams: Promise<{ before?: string }>;
};

/** What all keys of an organization share: its name, limits and credits. */
export default async function Page({ params, searchParams }: Props) {
  const { organizationId } = await params;
  const { before } = await searchParams;
  const { ctx, role } = await organizationPage(organizationId);
  const [settings, ledger] = await Promise.all([
    organizationSettings(ctx),
    listCreditEntries(ctx, before && isId(before) ? { cursor: before } : {}),
  ]);
  const scope = { settings, canWrite: allows(role, "organization:write"), actions: { ...actions } };
  return (
    <div className="max-w-3xl">
      <PageHeader title="Organization" description={settings.name} />
      <div className="divide-y divide-line border-line border-t">
        <GeneralSection {...scope} />
        <LimitsSection {...scope} />
        <CreditsSection {...scope}>
          <CreditEntries page={ledger} isFirst={!before} />
        </CreditsSection>
        {allows(role, "organization:own") && <DeleteSection {...scope} />}
      </div>
    </div>
  );
}
