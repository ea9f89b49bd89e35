import type { Metadata } from "next";
import { NoticesPage } from "@/components/notices/notices-page";
import { allows } from "@/lib/access";
import { organizationPage } from "@/lib/auth";
import { listNotices } from "@/lib/notices";
import { markNoticesRead } from "./actions";

export const metadata: Metadata = { title: "Notices" };

type Props = {
  params: Promise<{ organizationId: string }>;
  searchParams: Promise<{ before?: string }>;
};

/** What people should know of the organization's keys, without having looked for it. */
export default async function Page({ params, searchParams }: Props) {
  const { organizationId } = await params;
  const { before } = await searchParams;
  const { ctx, role } = await organizationPage(organizationId);
  // A page that is no longer there begins anew.
  const page = await listNotices(ctx, { cursor: before }).catch(() => listNotices(ctx));
  const canWrite = allows(role, "organization:write");
  return <NoticesPage {...{ organizationId, page, canWrite, markNoticesRead }} isFirst={!before} />;
}
