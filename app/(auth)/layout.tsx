import type { ReactNode } from "react";
import { Arches } from "@/components/auth/arches";
import { Logo } from "@/components/shell/logo";

/** The frame of the pages before anyone is signed in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col bg-sunken">
      <Arches />
      <header className="px-6 py-5">
        <Logo />
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[6vh] pb-16">{children}</main>
    </div>
  );
}
