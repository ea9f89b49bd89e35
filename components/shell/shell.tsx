import type { ReactNode } from "react";
import type { SidebarProps } from "./sidebar";
import { Sidebar } from "./sidebar";
import { CONTENT_ID, SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

export type ShellProps = Omit<SidebarProps, "onNavigate"> & { children: ReactNode };

/** The frame around every page of the console. */
export function Shell({ children, ...props }: ShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <aside aria-label="Sidebar" className="sticky top-0 h-dvh border-line border-r max-lg:hidden">
        <Sidebar {...props} />
      </aside>
      <TopBar {...props} />
      <main id={CONTENT_ID} tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto w-full max-w-6xl px-4 py-6 sm:px-6 lg:px-8 lg:py-9">{children}</div>
      </main>
    </div>
  );
}
