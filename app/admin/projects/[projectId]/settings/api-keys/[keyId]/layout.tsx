import type { ReactNode } from "react";
import { projectPage } from "@/lib/auth";
import { orNotFound } from "@/lib/http";
import { getKey } from "@/lib/keys";

type Props = { params: Promise<{ projectId: string; keyId: string }>; children: ReactNode };

/** Settles that there is such a key before any loading state is sent, so that the answer to any other is a true 404. */
export default async function KeyLayout({ params, children }: Props) {
  const { projectId, keyId: id } = await params;
  const { ctx } = await projectPage(projectId);
  await getKey(ctx, { id }).catch(orNotFound);
  return children;
}
