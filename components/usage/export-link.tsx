import { Download } from "lucide-react";
import { buttonVariants } from "@/components/ui/button-variants";
import { cn } from "@/components/ui/cn";
import type { UsageRange } from "@/lib/usage/schema";
import { exportAddress } from "./addresses";
import { rangeParameters } from "./range";

type Props = {
  projectId: string;
  range: UsageRange;
  /** Of one key alone. */
  keyId?: string;
};

/** Downloads the calls of a range, one line for each. */
export function ExportLink({ projectId, range, keyId }: Props) {
  const search = rangeParameters(range) + (keyId ? `&keyId=${keyId}` : "");
  return (
    <a
      href={`${exportAddress(projectId)}?${search}`}
      download
      className={cn(buttonVariants({ size: "sm" }), "h-8")}
    >
      <Download aria-hidden="true" /> Export CSV
    </a>
  );
}
