import { execFile } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { runAs } from "./account";
import { POSTGRES_ENV } from "./binaries";
import type { ClusterOptions } from "./cluster-options";
import { StoreError } from "./errors";

export const SUPERUSER = "gatehouse";

/** Makes new database files. They get their name when they are whole, so a kill half-way leaves nothing to stumble over. */
export async function initialise({ folder, password, binaries, account }: ClusterOptions): Promise<void> {
  const unfinished = `${folder}.new`;
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-initdb-"));
  const passwordFile = join(scratch, "password");
  try {
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account)
      for (const path of [unfinished, scratch, passwordFile]) chownSync(path, account.uid, account.gid);
    await promisify(execFile)(
      join(binaries.folder, "bin/initdb"),
      [
        "-D",
        unfinished,
        "-U",
        SUPERUSER,
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "-E",
        "UTF8",
        "--locale=C",
      ],
      { ...runAs(account), cwd: "/", env: POSTGRES_ENV },
    );
    renameSync(unfinished, folder);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const reason = /error: (.*)/.exec(stderr ?? "")?.[1] ?? message;
    throw new StoreError(`The database files could not be made in ${folder}: ${reason}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
