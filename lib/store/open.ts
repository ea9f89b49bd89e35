import { join } from "node:path";
import { dataPath, env, forgetEnv } from "../env";
import { type Embedded, openEmbedded } from "./embedded";
import { StoreError } from "./errors";
import { checkExternal } from "./external";
import { migrate, readMigrations } from "./migrate";
import type { Role } from "./owner";
import { makeDataFolder } from "./place";
import { projectRoot } from "./root";
import { provideSecrets } from "./secrets";

export type Store = {
  url: string;
  /** Whether the database is our own, in the data folder. */
  embedded: boolean;
  /** The migrations that this opening applied. */
  migrated: string[];
  /** Stops the embedded database if this process started it. Close every connection first. */
  close(): Promise<void>;
};

const SERVER_WAIT_MS = 10_000;

/**
 * Opens the data folder and the database, migrated, and puts what was not given (DATABASE_URL, NEXTAUTH_SECRET,
 * GATEHOUSE_KEK) into process.env. Throws StoreError with one line for a person.
 */
export async function openStore(role: Role = "server"): Promise<Store> {
  forgetEnv();
  const dataFolder = env().GATEHOUSE_DATA_DIR;
  const given = env().DATABASE_URL;
  prepareDataFolder(dataFolder);
  if (given) await checkExternal(given, role === "server" ? SERVER_WAIT_MS : 0);
  const embedded = given ? null : await openEmbedded(dataFolder, role).catch(asStoreError);
  const url = given ?? embedded!.url;
  try {
    const migrated = await migrate(url, readMigrations(join(projectRoot(), "prisma/migrations")));
    process.env.DATABASE_URL = url;
    forgetEnv();
    return { url, embedded: !given, migrated, close: () => close(embedded) };
  } catch (error) {
    await close(embedded);
    throw error;
  }
}

/** Its address is gone with it: a later opening must not take it for one that a person gave. */
async function close(embedded: Embedded | null): Promise<void> {
  if (!embedded) return;
  if (process.env.DATABASE_URL === embedded.url) delete process.env.DATABASE_URL;
  forgetEnv();
  await embedded.close();
}

function prepareDataFolder(dataFolder: string): void {
  try {
    makeDataFolder(dataFolder);
    provideSecrets(dataPath());
  } catch (error) {
    asStoreError(error);
  }
}

/** A refusal of the file system is a person's to mend: its message says which file. */
function asStoreError(error: unknown): never {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (error instanceof StoreError || !code) throw error;
  throw new StoreError(
    `The data folder ${env().GATEHOUSE_DATA_DIR} cannot be used: ${path ? `${code} at ${path}` : message}`,
  );
}
