import type { ReactNode } from "react";
import { projectPage } from "@/lib/auth";

type Props = { params: Promise<{ projectId: string }>; children: ReactNode };

/** Settles who may be here before any loading state is sent, so that a stranger's answer is a true 404. */
export default async function ProjectLayout({ params, children }: Props) {
  await projectPage((await params).projectId);
  return children;
}
