import type { Db } from "../../db";
import { openSecrets } from "../envelope";

export type Proof = { opened: number; unreadable: { id: string; name: string; kekVersion: number }[] };

const PAGE_SIZE = 500;

/** Opens every credential once, as the gateway would, and names those that do not open. */
export async function proveReadable(db: Db): Promise<Proof> {
  const proof: Proof = { opened: 0, unreadable: [] };
  for (let afterId: string | undefined; ; ) {
    const rows = await db.credential.findMany({
      where: { id: { gt: afterId } },
      orderBy: { id: "asc" },
      take: PAGE_SIZE,
      select: { id: true, name: true, sealedSecret: true, sealedDataKey: true, kekVersion: true },
    });
    for (const row of rows) {
      const { id, name, kekVersion } = row;
      if (await opens(row)) proof.opened++;
      else proof.unreadable.push({ id, name, kekVersion });
    }
    if (rows.length < PAGE_SIZE) return proof;
    afterId = rows.at(-1)!.id;
  }
}

const opens = (row: { id: string } & Parameters<typeof openSecrets>[1]) =>
  openSecrets(row.id, row).then(
    () => true,
    () => false,
  );
