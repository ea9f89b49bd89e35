export type SignInOutcome =
  | { ok: true }
  | { ok: false; reason: "wrong_email_or_password" }
  | { ok: false; reason: "unreachable" }
  | { ok: false; reason: "too_many_attempts"; retryAfterSeconds: number };

/** Signs in by e-mail and password. The session is a cookie that scripts cannot read. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  const { signIn } = await import("next-auth/react");
  const response = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  if (response?.ok && !response.error) return { ok: true };
  return refusal(response?.error);
}

function refusal(error: string | null | undefined): SignInOutcome {
  if (error === "CredentialsSignin") return { ok: false, reason: "wrong_email_or_password" };
  const wait = /^too_many_attempts:(\d+)$/.exec(error ?? "");
  if (wait) return { ok: false, reason: "too_many_attempts", retryAfterSeconds: Number(wait[1]) };
  return { ok: false, reason: "unreachable" };
}

/** What a refused sign-in says to the person, and what to do. */
export function refusalMessage(outcome: Exclude<SignInOutcome, { ok: true }>): string {
  if (outcome.reason === "wrong_email_or_password") return "Wrong e-mail address or password.";
  if (outcome.reason === "unreachable")
    return "Gatehouse did not answer. Check your connection and try again.";
  const minutes = Math.ceil(outcome.retryAfterSeconds / 60);
  return `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
}

/** The errors that next-auth brings back from an identity provider in the page's address. */
export function externalErrorMessage(code: string | undefined): string | undefined {
  if (!code || code === "CredentialsSignin") return undefined;
  if (code === "AccessDenied") {
    return "No account here has that verified e-mail address. Ask an admin to add you.";
  }
  if (code === "SessionRequired") return "Sign in to go on.";
  return "Signing in through the provider did not work. Try again, or ask whoever runs this Gatehouse.";
}
