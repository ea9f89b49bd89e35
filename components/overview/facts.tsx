import Link from "next/link";
import type { ReactNode } from "react";
import { apiAccessPages } from "@/components/shell/navigation";
import { CopyButton } from "@/components/ui/copy-button";
import { TOTAL_CAP } from "@/lib/keys/schema";
import type { Overview } from "./overview";

const words = (number: number) =>
  number >= TOTAL_CAP ? `${TOTAL_CAP.toLocaleString("en")}+` : number.toLocaleString("en");

/** The address to call and how much there is, in one line. */
export function Facts({ projectId, origin, activeKeys, credentials }: Overview) {
  const [keysPage, credentialsPage] = apiAccessPages(projectId);
  const baseUrl = `${origin}/v1`;
  return (
    <dl className="grid divide-line rounded-lg border border-line bg-surface max-sm:divide-y sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)] sm:divide-x">
      <Fact name="Base URL">
        <span className="flex items-center gap-1">
          <span className="truncate font-mono text-base">{baseUrl}</span>
          <CopyButton value={baseUrl} label="Copy base URL" />
        </span>
      </Fact>
      <Fact name="Active API keys">
        <Count href={keysPage!.href}>{words(activeKeys)}</Count>
      </Fact>
      {credentials !== null && (
        <Fact name="LLM keys">
          <Count href={credentialsPage!.href}>{words(credentials)}</Count>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-5 py-4">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-1 flex h-8 items-center">{children}</dd>
    </div>
  );
}

function Count({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-sm font-semibold text-xl tracking-tight underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}
