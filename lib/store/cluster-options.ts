import type { Account } from "./account";
import type { Binaries } from "./binaries";

/** How an embedded PostgreSQL is made and run. */
export type ClusterOptions = {
  /** Where the database files are or will be. The log stands beside it, as `<folder>.log`. */
  folder: string;
  password: string;
  binaries: Binaries;
  account: Account | null;
  /** Without one, a free port. */
  port?: number;
  /** Settings as `name=value`, over our own. */
  settings?: string[];
};
