import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoticeDeliveryPage } from "@/components/notices/delivery/delivery-page";
import { allows } from "@/lib/access";
import { organizationPage } from "@/lib/auth";
import { mailConfigured } from "@/lib/mail";
import { DELIVERY_STATUSES, type DeliveryStatus, listDeliveries, listWebhooks } from "@/lib/notices";
import { organizationSettings } from "@/lib/organizations";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Notice delivery" };

type Props = {
  params: Promise<{ organizationId: string }>;
  searchParams: Promise<{ before?: string; status?: string }>;
};

/** Where notices are sent besides the console, and what became of each. */
export default async function Page({ params, searchParams }: Props) {
  const { organizationId } = await params;
  const { before, status: given } = await searchParams;
  const { ctx, role } = await organizationPage(organizationId);
  if (!allows(role, "organization:write")) notFound();
  const status = DELIVERY_STATUSES.find((one) => one === given) as DeliveryStatus | undefined;
  const [webhooks, settings, page] = await Promise.all([
    listWebhooks(ctx),
    organizationSettings(ctx),
    // A page that is no longer there begins anew.
    listDeliveries(ctx, { status, cursor: before }).catch(() => listDeliveries(ctx, { status })),
  ]);
  const email = { configured: mailConfigured(), wanted: settings.noticesByEmail };
  const filter = { status, isFirst: !before };
  return (
    <NoticeDeliveryPage {...{ organizationId, webhooks, email, page, filter, actions: { ...actions } }} />
  );
}
