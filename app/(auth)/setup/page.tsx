import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { SetupForm } from "@/components/auth/setup-form";
import { buttonVariants } from "@/components/ui/button-variants";
import { setupState } from "@/lib/organizations";
import { createFirstUser } from "./actions";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Reached by the one-time link that the server prints while no user exists. */
export default async function Page({ searchParams }: Props) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const state = await setupState(given);
  if (state === "already_set_up") return <AlreadySetUp />;
  if (state === "invalid_token") return <InvalidLink given={given !== ""} />;
  return (
    <AuthCard
      wide
      title="Set up Gatehouse"
      text="You become the owner. More people and projects can follow later."
    >
      <SetupForm token={given} createFirstUser={createFirstUser} />
    </AuthCard>
  );
}

function AlreadySetUp() {
  return (
    <AuthCard title="Gatehouse is set up already" text="The link worked once, and its user exists now.">
      <Link href="/login" className={buttonVariants({ variant: "primary", className: "w-full" })}>
        Sign in
      </Link>
    </AuthCard>
  );
}

function InvalidLink({ given }: { given: boolean }) {
  return (
    <AuthCard
      title={given ? "This setup link is no longer valid" : "Open the setup link"}
      text={
        given
          ? "It was replaced by a newer one, has expired, or was not copied whole."
          : "Setting up needs the one-time link, which proves that you run this server."
      }
    >
      <p className="text-sm">
        The server prints the current link when it starts. Restart it for a fresh one, then open the whole
        address, including everything after <code className="font-mono text-xs">?token=</code>.
      </p>
    </AuthCard>
  );
}
