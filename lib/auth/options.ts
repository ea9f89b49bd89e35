import type { Account, NextAuthOptions, Profile } from "next-auth";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import { env } from "../env";
import { requestAddress } from "../http";
import { log } from "../log";
import { type ExternalIdentity, userOfIdentity, userOfSession } from "../organizations";
import { providers } from "./providers";

const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** What a session's token holds. The version dies with a password change. */
type SessionToken = JWT & { sub: string; sessionVersion: number };

/** Opens a session's token, and refuses it when its user is gone or has changed the password since. */
async function decodeLiving(params: JWTDecodeParams): Promise<JWT | null> {
  // next-auth seals the cookies of a sign-in under way (state, PKCE) the same way, salted with their names.
  if (params.salt) return decode(params);
  const token = (await decode(params).catch(() => null)) as SessionToken | null;
  if (!token?.sub) return null;
  const user = await userOfSession(token.sub, token.sessionVersion);
  return user ? { ...token, name: user.name, email: user.email } : null;
}

const identityOf = (account: Account, profile: Profile | undefined): ExternalIdentity => ({
  provider: account.provider,
  subject: account.providerAccountId,
  email: profile?.email ?? null,
  emailVerified: (profile as { email_verified?: boolean } | undefined)?.email_verified === true,
});

const signedInUser = async (account: Account, profile: Profile | undefined) =>
  userOfIdentity(identityOf(account, profile), await requestAddress());

/** next-auth's options: JWT sessions, password and configured identity providers, our own pages. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS, decode: decodeLiving },
    pages: { signIn: "/login", error: "/login", signOut: "/login" },
    providers: providers(),
    callbacks: {
      signIn: async ({ account, profile }) =>
        !account || account.type === "credentials" || (await signedInUser(account, profile)) !== null,
      jwt: async ({ token, user, account, profile }) => {
        if (!account) return token;
        const signedIn = account.type === "credentials" ? user : await signedInUser(account, profile);
        const { id, name, email, sessionVersion } = signedIn as {
          id: string;
          name: string;
          email: string;
          sessionVersion: number;
        };
        return { sub: id, name, email, sessionVersion };
      },
      session: async ({ session, token }) => ({
        ...session,
        user: { id: token.sub, name: token.name, email: token.email },
      }),
    },
    logger: {
      // A dead session is an everyday event. Metadata may hold tokens: of it, only the error's own words are kept.
      error: (code, metadata) => {
        const { message } = metadata instanceof Error ? metadata : (metadata.error ?? {});
        if (code === "JWT_SESSION_ERROR") log.debug({ code }, "next-auth");
        else log.error({ code, reason: message }, "next-auth");
      },
      warn: (code) => log.debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}
