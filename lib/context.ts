import type { Db, Tx } from "./db";
import type { Role } from "./generated/enums";

/** Who acts. `name` is what lists and the audit log show. */
export type Actor =
  | { kind: "USER"; id: string; name: string }
  | { kind: "API_KEY"; id: string; name: string }
  | { kind: "CLI"; id: null; name: string }
  | { kind: "SYSTEM"; id: null; name: string };

/**
 * What every verb is told first: who acts, with which role, in which organization and project, from where, on which
 * database handle. Transports build it (lib/auth for people, lib/cli for the command line) and decide nothing else.
 */
export type Context = {
  actor: Actor;
  /** The actor's role in the organization; null is a stranger to it. */
  role: Role | null;
  organizationId: string;
  projectId: string;
  /** The remote address, where there is one. */
  address: string | null;
  db: Db;
  /** What a transport has to write down together with a change: runs last in its transaction, and undoes it by throwing. */
  alongside?: (tx: Tx) => Promise<void>;
};
