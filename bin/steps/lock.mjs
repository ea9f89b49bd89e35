import { accessSync, constants, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { inRoot, root, StartError } from "./project.mjs";

const POLL_MS = 200;
const path = inRoot("dist/.lock");

/** Lets one process at a time install and build in this checkout. The lock of a process that has ended does not count. */
export async function locked(work) {
  requireWritable();
  for (let tries = 0; !take(); tries++) {
    if (tries === 0) console.error("Waiting for another start that installs or builds here (dist/.lock) …");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const release = () => rmSync(path, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

function requireWritable() {
  try {
    mkdirSync(inRoot("dist"), { recursive: true });
    accessSync(inRoot("dist"), constants.W_OK);
  } catch {
    throw new StartError(
      `Dependencies or the build are missing or stale, and ${root} is not writable. Run 'npm run build' as its owner.`,
    );
  }
}

function take() {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!holderLives()) rmSync(path, { force: true });
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

function holderLives() {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    if (pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
