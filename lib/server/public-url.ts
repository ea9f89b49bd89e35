import { env, forgetEnv } from "../env";

/** The address that people use: NEXTAUTH_URL, which is this machine's own where none was given. */
export function providePublicUrl(port: number): string {
  process.env.NEXTAUTH_URL ||= `http://localhost:${port}`;
  forgetEnv();
  return env().NEXTAUTH_URL!.replace(/\/+$/, "");
}
