import { db } from "../db";
import { isId } from "../ids";

/** The user of a session, or null when the session died: user gone, or password changed since it began. */
export async function userOfSession(userId: string, sessionVersion: number) {
  if (!isId(userId)) return null;
  return db().user.findFirst({
    where: { id: userId, sessionVersion },
    select: { id: true, email: true, name: true, passwordHash: false },
  });
}
