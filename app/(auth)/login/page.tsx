import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/components/auth/auth-card";
import { ExternalProviders } from "@/components/auth/external-providers";
import { LoginForm } from "@/components/auth/login-form";
import { externalErrorMessage } from "@/components/auth/sign-in";
import { currentUser, externalProviders } from "@/lib/auth";
import { safePath } from "@/lib/http";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ from?: string; error?: string }> };

export default async function Page({ searchParams }: Props) {
  const query = await searchParams;
  const from = safePath(query.from, "/admin");
  if (await currentUser()) redirect(from);
  const providers = externalProviders();
  return (
    <AuthCard title="Sign in" text="To the console of your API keys.">
      {providers.length > 0 && <ExternalProviders providers={providers} from={from} />}
      <LoginForm from={from} notice={externalErrorMessage(query.error)} />
    </AuthCard>
  );
}
