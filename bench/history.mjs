// `npm run bench -- --only history`: how long pages take to read, with 200,000 keys and 10,000,000 rows of rollups behind them.
// By itself: `node --import tsx bench/history.mjs --rows 1000000`. It calls the verbs themselves, on a PostgreSQL of its own that is gone afterwards.
import { parseArgs } from "node:util";
import pg from "pg";
import { closeDb, db } from "../lib/db.ts";
import { forgetEnv } from "../lib/env.ts";
import { migrate, readMigrations } from "../lib/store/migrate.ts";
import { startScratchCluster } from "../lib/store/scratch.ts";
import { ensurePartitions } from "../lib/usage/partitions.ts";
import { keyId, makeHistory } from "./history-data.mjs";
import { printTimes, timeReads } from "./history-reads.mjs";

const DAY_MS = 86_400_000;
/** So many keys drawn in each hour of a year make about ten million rows. */
const DRAWS_PER_MILLION_ROWS = 65;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000000" },
    keys: { type: "string", default: "200000" },
    records: { type: "string", default: "1000000" },
    runs: { type: "string", default: "50" },
  },
});
const keys = Number(values.keys);

const cluster = await startScratchCluster();
process.env.DATABASE_URL = cluster.url;
forgetEnv();
try {
  await migrate(cluster.url, readMigrations(new URL("../prisma/migrations", import.meta.url).pathname));
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const ids = await makeHistory(client, {
    keys,
    hourlyDraws: Math.round((Number(values.rows) / 1e6) * DRAWS_PER_MILLION_ROWS),
    records: Number(values.records),
    ensurePartitions: () => {
      const todayMs = Date.now() - (Date.now() % DAY_MS);
      return ensurePartitions(
        client,
        Array.from({ length: 92 }, (_, i) => todayMs - (90 - i) * DAY_MS),
      );
    },
    say: console.log,
  });
  await printSizes(client);
  await client.end();
  const ctx = {
    actor: { kind: "USER", id: ids.projectId, name: "bench" },
    role: "VIEWER",
    ...ids,
    address: null,
    db: db(),
  };
  const keyIdOf = async (rank) => (await db().$queryRawUnsafe(`SELECT ${keyId(rank)} AS id`))[0].id;
  printTimes(await timeReads(ctx, { keys, runs: Number(values.runs), keyIdOf }));
} finally {
  await closeDb();
  await cluster.stop();
}

async function printSizes(client) {
  const { rows } = await client.query(
    `SELECT t.name, (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM ' || t.name, false, true, '')))[1]::text AS rows,
       pg_size_pretty(sum(pg_table_size(p.relid))) AS "table", pg_size_pretty(sum(pg_indexes_size(p.relid))) AS indexes
     FROM unnest('{key_usage,key_model_usage,project_usage,latency_histograms,callers,usage_records}'::text[]) AS t(name)
     CROSS JOIN LATERAL (SELECT t.name::regclass AS relid UNION SELECT relid FROM pg_partition_tree(t.name::regclass)) p GROUP BY t.name`,
  );
  console.table(rows);
}
