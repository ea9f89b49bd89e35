"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { PROVIDERS, type ProviderId } from "@/lib/providers/schema";
import { ProviderIcon } from "./provider-icon";

/** Every provider of the registry, to choose one by a click or by typing a part of its name and Enter. */
export function ProviderPicker({ onPick }: { onPick: (provider: ProviderId) => void }) {
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/);
  const found = PROVIDERS.filter(({ id, label }) =>
    words.every((word) => `${label} ${id}`.toLowerCase().includes(word)),
  );
  return (
    <search className="flex flex-col gap-3">
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        />
        <Input
          type="search"
          autoFocus
          aria-label="Find a provider"
          placeholder="Find a provider"
          autoComplete="off"
          spellCheck={false}
          className="pl-8"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && found[0] && onPick(found[0].id)}
        />
      </div>
      <ul aria-label="Providers" className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {found.map(({ id, label }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onPick(id)}
              className="flex h-12 w-full min-w-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-left font-medium transition-colors hover:border-line-strong hover:bg-hover"
            >
              <ProviderIcon provider={id} />
              <span className="min-w-0 leading-4">{label}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className={found.length > 0 ? "sr-only" : "py-4 text-center text-muted"}>
        {found.length > 0
          ? `${found.length} providers`
          : "No provider matches. OpenAI-compatible takes any address."}
      </p>
    </search>
  );
}
