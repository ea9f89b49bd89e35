"use client";

import Link from "next/link";
import { projectPath } from "@/components/shell/navigation";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { CredentialView } from "@/lib/credentials/schema";

/** How many endpoints need a credential; which ones on a press. */
export function Dependents({ credential }: { credential: CredentialView }) {
  const { name, dependents } = credential;
  if (dependents.length === 0) return <span className="text-faint">None</span>;
  const count = dependents.length === 1 ? "1 endpoint" : `${dependents.length} endpoints`;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="-mx-2 px-2" aria-label={`${count} using ${name}`}>
          {count}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={`Endpoints using ${name}`} className="w-60">
        <p className="mb-1.5 text-muted text-xs">Used by</p>
        <DependentLinks credential={credential} />
      </PopoverContent>
    </Popover>
  );
}

/** The endpoints that need a credential, with the way to them. */
export function DependentLinks({ credential: { projectId, dependents } }: { credential: CredentialView }) {
  return (
    <ul className="flex max-h-40 flex-col gap-1 overflow-y-auto" aria-label="Dependent endpoints">
      {dependents.map(({ id, slug }) => (
        <li key={id} className="truncate">
          <Link
            href={`${projectPath(projectId)}/settings/endpoints`}
            className="rounded-sm font-mono text-accent-ink text-xs underline underline-offset-2"
          >
            {slug}
          </Link>
        </li>
      ))}
    </ul>
  );
}
