import type { Context } from "../../context";
import { DomainError } from "../../errors";

/** The KEK is the installation's, not an organization's: only whoever operates the installation may touch it. */
export function authoriseOperator(ctx: Pick<Context, "actor">): void {
  if (ctx.actor.kind === "CLI" || ctx.actor.kind === "SYSTEM") return;
  throw new DomainError("forbidden", "Only the operator of this installation can manage the KEK.");
}
