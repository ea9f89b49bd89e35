"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { ReferenceResource } from "@/lib/api/schema";

type Props = { resources: readonly ReferenceResource[] };

/** What there is, to jump to: beside the page on wide screens, folded away above it on narrow ones. */
export function Contents({ resources }: Props) {
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(false);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = resources
    .map((resource) => ({
      ...resource,
      operations: resource.operations.filter(({ summary, method, path }) =>
        words.every((word) => `${summary} ${method} ${path} ${resource.title}`.toLowerCase().includes(word)),
      ),
    }))
    .filter(({ operations }) => operations.length > 0);
  return (
    <nav
      aria-label="Operations"
      className="text-sm max-xl:rounded-lg max-xl:border max-xl:border-line max-xl:p-3 xl:sticky xl:top-9 xl:col-start-2 xl:max-h-[calc(100dvh-5rem)] xl:self-start xl:overflow-y-auto"
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center justify-between rounded-md font-medium xl:hidden"
      >
        Operations
        <ChevronDown aria-hidden="true" className={cn("size-4 text-muted", open && "rotate-180")} />
      </button>
      <div className={cn("max-xl:mt-3", !open && "max-xl:hidden")}>
        <Input
          type="search"
          aria-label="Find an operation"
          placeholder="Find an operation"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <div className="mt-3 flex flex-col gap-3">
          {found.map(({ type, title, operations }) => (
            <div key={type}>
              <a href={`#${type}`} className="font-medium text-muted text-xs hover:text-ink">
                {title}
              </a>
              <ul className="mt-0.5">
                {operations.map(({ id, summary }) => (
                  <li key={id}>
                    <a
                      href={`#${id}`}
                      onClick={() => setOpen(false)}
                      className="block rounded-md py-1 text-ink hover:text-accent-ink pointer-coarse:py-2"
                    >
                      {summary}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          {found.length === 0 && (
            <p role="status" className="text-muted">
              No operation matches.
            </p>
          )}
        </div>
      </div>
    </nav>
  );
}
