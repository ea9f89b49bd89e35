import type { ReactNode } from "react";

export type SettingSectionProps = { title: string; text: string; children: ReactNode };

/** A setting: what it is on the left, its form on the right. */
export function SettingSection({ title, text, children }: SettingSectionProps) {
  return (
    <section aria-label={title} className="grid gap-x-10 gap-y-5 py-8 md:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <h2 className="font-medium text-base">{title}</h2>
        <p className="mt-1 text-pretty text-muted text-sm">{text}</p>
      </div>
      {children}
    </section>
  );
}
