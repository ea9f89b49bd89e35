import { env } from "../env";
import { lookUpKey } from "./look-up";
import { hashSecret, kindOf } from "./secret";
import { denied, judge, MAX_SECRET_LENGTH, type Verdict } from "./verify";

/** Decides whether a presented secret may manage, from the database itself: the REST API's way, without a cache. */
export async function authenticateKey(presented: string | undefined): Promise<Verdict> {
  if (!presented) return denied("missing_api_key");
  const kind =
    presented.length > MAX_SECRET_LENGTH ? "mistyped" : kindOf(presented, env().GATEHOUSE_KEY_PREFIX);
  if (kind === "mistyped") return denied("invalid_api_key_format");
  return judge(await lookUpKey(hashSecret(presented)), kind, Date.now());
}
