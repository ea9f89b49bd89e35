import { ConfigurationError, env } from "../../env";
import { rereadKek } from "../../kek-folder";
import { open, seal } from "../seal";
import type { KeyEncryption } from "./key-encryption";

/** Keys from GATEHOUSE_KEK or the data folder, in this process's memory. */
export const localKeys: KeyEncryption = {
  versions() {
    rereadKek();
    const versions = [...(env().GATEHOUSE_KEK?.keys() ?? [])];
    if (versions.length === 0) {
      throw new ConfigurationError("GATEHOUSE_KEK: is not set; credentials cannot be sealed");
    }
    return versions;
  },
  seal: (version, context, bytes) => seal(keyOf(version), context, bytes),
  open: (version, context, sealed) => open(keyOf(version), context, sealed),
};

function keyOf(version: number): Buffer {
  // A version made since this process started is in the data folder before the first row is sealed under it.
  if (!env().GATEHOUSE_KEK?.has(version)) rereadKek();
  const key = env().GATEHOUSE_KEK?.get(version);
  if (!key) throw new ConfigurationError(`GATEHOUSE_KEK: version ${version} is not configured`);
  return key;
}
