"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

export type ExternalProvidersProps = { providers: { id: string; name: string }[]; from: string };

/** A button for each identity provider that is configured. */
export function ExternalProviders({ providers, from }: ExternalProvidersProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const start = async (id: string) => {
    setChosen(id);
    const { signIn } = await import("next-auth/react");
    await signIn(id, { callbackUrl: from }).catch(() => setChosen(null));
  };
  return (
    <div className="flex flex-col gap-2">
      {providers.map(({ id, name }) => (
        <Button key={id} pending={chosen === id} onClick={() => start(id)} className="w-full">
          Continue with {name}
        </Button>
      ))}
      <div className="my-3 flex items-center gap-3 text-faint text-xs">
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </div>
    </div>
  );
}
