import { userInfo } from "node:os";
import type { Context } from "../context";
import { checkKek } from "../credentials";
import { closeDb, db } from "../db";
import { findProject } from "../organizations";
import { openStore } from "../store";

type Scope = { projectId: string; organizationId: string };

const operator = () => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
};

/** Whoever can read the data folder operates this installation: the command line acts as an owner, under its own name. */
export const contextIn = ({ projectId, organizationId }: Scope): Context => ({
  actor: { kind: "CLI", id: null, name: `CLI (${operator()})` },
  role: "OWNER",
  organizationId,
  projectId,
  address: null,
  db: db(),
});

/** The context for a project named by id or slug. */
export async function contextForProject(idOrSlug: string): Promise<Context> {
  const project = await findProject(idOrSlug);
  return contextIn({ projectId: project.id, organizationId: project.organization.id });
}

/** Opens the database, beside a running server or alone, for the time of one command. */
export async function withStore<T>(work: () => Promise<T>): Promise<T> {
  const store = await openStore("command");
  try {
    await checkKek(db());
    return await work();
  } finally {
    await closeDb();
    await store.close();
  }
}
