import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import { ADDRESS_HEADER } from "../address";
import { type Env, env } from "../env";
import { signIn } from "../organizations";

/** E-mail and password. The error that the sign-in form gets is `too_many_attempts:<seconds>` or next-auth's own. */
const password = CredentialsProvider({
  name: "Password",
  credentials: { email: { type: "email" }, password: { type: "password" } },
  async authorize(credentials, request) {
    const address: string | null = request.headers?.[ADDRESS_HEADER] ?? null;
    const { email = "", password = "" } = credentials ?? {};
    const result = await signIn({ email, password }, address).catch(malformedAsWrong);
    if (result.ok) return result.user;
    if (result.reason === "too_many_attempts")
      throw new Error(`too_many_attempts:${result.retryAfterSeconds}`);
    return null;
  },
});

function malformedAsWrong(error: unknown) {
  if (error instanceof Error && error.name === "DomainError") {
    return { ok: false, reason: "wrong_email_or_password" } as const;
  }
  throw error;
}

type GitHubEmail = { email: string; primary: boolean; verified: boolean };

/** GitHub tells of an account's addresses apart, and of each whether it is verified: only the primary one counts, and only if it is. */
function github(clientId: string, clientSecret: string): Provider {
  const provider = GitHubProvider({ clientId, clientSecret });
  return {
    ...provider,
    userinfo: {
      url: "https://api.github.com/user",
      async request({ client, tokens }) {
        const profile = await client.userinfo(tokens.access_token!);
        const answer = await fetch("https://api.github.com/user/emails", {
          headers: { authorization: `Bearer ${tokens.access_token}`, accept: "application/vnd.github+json" },
        });
        const emails = answer.ok ? ((await answer.json()) as GitHubEmail[]) : [];
        const primary = emails.find(({ primary, verified }) => primary && verified);
        return { ...profile, email: primary?.email ?? null, email_verified: primary !== undefined };
      },
    },
  } as Provider;
}

type OidcProfile = { sub: string; email?: string; email_verified?: boolean; name?: string };

function oidc({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME }: Env): Provider {
  return {
    id: "oidc",
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${OIDC_ISSUER!.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (profile: OidcProfile) => ({
      id: profile.sub,
      email: profile.email ?? null,
      name: profile.name ?? null,
    }),
  } as Provider;
}

/** The identity providers that the environment configures, each by its id and label. */
export function externalProviders(): { id: string; name: string }[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, ...rest } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [{ id: "github", name: "GitHub" }] : []),
    ...(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET ? [{ id: "google", name: "Google" }] : []),
    ...(rest.OIDC_ISSUER && rest.OIDC_CLIENT_ID && rest.OIDC_CLIENT_SECRET
      ? [{ id: "oidc", name: rest.OIDC_NAME }]
      : []),
  ];
}

/** Every way to sign in here: the password, and what the environment configures. */
export function providers(): Provider[] {
  const settings = env();
  const build: Record<string, () => Provider> = {
    github: () => github(settings.GITHUB_ID!, settings.GITHUB_SECRET!),
    google: () =>
      GoogleProvider({ clientId: settings.GOOGLE_CLIENT_ID!, clientSecret: settings.GOOGLE_CLIENT_SECRET! }),
    oidc: () => oidc(settings),
  };
  return [password, ...externalProviders().map(({ id }) => build[id]!())];
}
