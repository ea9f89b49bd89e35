import { apiAccessPages } from "@/components/shell/navigation";
import type { FindingAction, FindingView } from "@/lib/usage/schema";

/** Where an action leads: about several keys, to the list that shows them first; about one, to that key or its form. */
export function hrefOf(
  action: FindingAction,
  projectId: string,
  { keyId, listedBy }: Pick<FindingView, "keyId" | "listedBy">,
): string {
  const keys = apiAccessPages(projectId)[0]!.href;
  if (keyId === null) return `${keys}?status=active&sort=${listedBy}&direction=asc`;
  if (action === "review") return `${keys}/${keyId}`;
  return `${keys}?search=${keyId}&${action === "rotate" ? "rotate" : "edit"}`;
}
