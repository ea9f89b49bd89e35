import type { Context } from "../context";
import { db, transaction } from "../db";
import { DomainError, notFound } from "../errors";
import { parse } from "../parse";
import { recordOwn } from "./own-events";
import { hashPassword, passwordMatches } from "./passwords";
import { type ChangePasswordInput, changePasswordInput, renameUserInput } from "./schema";
import { countAttempt, forgiveAttempts } from "./throttle";

/** People act on their own account whatever their role: the context is theirs, outside any organization. */
const ownContext = (user: { id: string; name: string }, address: string | null): Context => ({
  actor: { kind: "USER", id: user.id, name: user.name },
  role: null,
  organizationId: "",
  projectId: "",
  address,
  db: db(),
});

/** Changes the user's own password and ends every session they have. Wrong current passwords are throttled like sign-ins. */
export async function changePassword(
  userId: string,
  input: ChangePasswordInput,
  address: string | null,
): Promise<void> {
  const { currentPassword, newPassword } = parse(changePasswordInput, input);
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user) throw notFound("This user");
  const waitSeconds = await countAttempt(user.email, address);
  if (waitSeconds !== null) {
    throw new DomainError(
      "too_many_attempts",
      `Too many attempts. Try again in ${Math.ceil(waitSeconds / 60)} minutes.`,
    );
  }
  if (!(await passwordMatches(user.passwordHash, currentPassword))) {
    const wrong = "This is not your current password.";
    throw new DomainError("invalid_input", wrong, { currentPassword: wrong });
  }
  const passwordHash = await hashPassword(newPassword);
  await transaction(ownContext(user, address), async (ctx) => {
    // Of two changes from the same password, the first counts.
    const { sessionVersion } = user;
    await ctx.db.user.update({
      where: { id: userId, sessionVersion },
      data: { passwordHash, sessionVersion: { increment: 1 } },
    });
    await recordOwn(ctx, userId, { action: "user.change_password", targetName: user.email });
  });
  await forgiveAttempts(user.email, address);
}

/** Changes the user's own display name. */
export async function renameUser(
  userId: string,
  input: { name: string },
  address: string | null,
): Promise<void> {
  const { name } = parse(renameUserInput, input);
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user) throw notFound("This user");
  await transaction(ownContext(user, address), async (ctx) => {
    await ctx.db.user.update({ where: { id: userId }, data: { name } });
    await recordOwn(ctx, userId, {
      action: "user.rename",
      targetName: user.email,
      before: { name: user.name },
      after: { name },
    });
  });
}
