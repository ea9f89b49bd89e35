import { authorise } from "../access";
import { recordAudit } from "../audit";
import type { Context } from "../context";
import { isDatabaseError, transaction } from "../db";
import { DomainError } from "../errors";
import { newId } from "../ids";
import { parse } from "../parse";
import { hashPassword } from "./passwords";
import { type CreateUserInput, createUserInput, type UserView } from "./schema";

/** Creates a user with a password and makes them a member of the organization. Only an owner can make an owner. */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<UserView> {
  authorise(ctx, "members:write");
  const { name, email, password, role } = parse(createUserInput, input);
  if (role === "OWNER") authorise(ctx, "organization:own");
  const passwordHash = await hashPassword(password);
  const id = newId();
  return transaction(ctx, async (ctx) => {
    await ctx.db.user.create({
      data: {
        id,
        name,
        email,
        passwordHash,
        emailProven: ctx.actor.kind === "CLI",
        memberships: { create: { organizationId: ctx.organizationId, role } },
      },
    });
    await recordAudit(ctx, {
      action: "user.create",
      targetId: id,
      targetName: email,
      after: { email, role },
    });
    return { id, email, name };
  }).catch((error) => {
    if (!isDatabaseError(error, "P2002")) throw error;
    throw new DomainError("conflict", "A user with this e-mail address exists already.", {
      email: "A user with this e-mail address exists already.",
    });
  });
}
