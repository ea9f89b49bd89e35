"use client";

import * as Primitive from "radix-ui/tabs";
import { useState } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export type Snippet = { label: string; code: string };
export type CodeBlockProps = {
  /** What the snippets show, for screen readers. */
  label: string;
  /** One tab each; the labels must differ. */
  snippets: Snippet[];
  className?: string;
};

/** Snippets in tabs, with a button that copies the one in sight. */
export function CodeBlock({ label, snippets, className }: CodeBlockProps) {
  const [chosen, setChosen] = useState(snippets[0]?.label ?? "");
  const shown = snippets.find((snippet) => snippet.label === chosen) ?? snippets[0];
  if (!shown) return null;
  return (
    <Primitive.Root
      value={shown.label}
      onValueChange={setChosen}
      className={cn("min-w-0 overflow-hidden rounded-lg border border-line bg-sunken", className)}
    >
      <div className="flex items-center justify-between border-line border-b bg-surface py-1 pr-1 pl-2">
        <Primitive.List aria-label={label} className="flex gap-0.5">
          {snippets.map((snippet) => (
            <Primitive.Trigger
              key={snippet.label}
              value={snippet.label}
              className="h-6 rounded-sm px-2 font-medium text-muted text-xs hover:text-ink data-[state=active]:bg-hover data-[state=active]:text-ink pointer-coarse:h-9"
            >
              {snippet.label}
            </Primitive.Trigger>
          ))}
        </Primitive.List>
        <CopyButton value={shown.code} label={`Copy ${shown.label} snippet`} />
      </div>
      {snippets.map((snippet) => (
        <Primitive.Content
          key={snippet.label}
          value={snippet.label}
          className="overflow-x-auto focus-visible:outline-offset-[-2px]"
        >
          <pre className="w-max min-w-full px-3.5 py-3 font-mono text-ink text-xs leading-5">
            <code>{snippet.code}</code>
          </pre>
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
