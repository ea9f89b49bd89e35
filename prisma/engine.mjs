// A developer's tool: writes the next migration and checks that migrations and schema agree, on Prisma's wasm schema
// engine, which unlike the native one comes with npm. `npm run db:migrate <name>`, `npm run db:drift`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { startScratchCluster } from "../lib/store/scratch.ts";

const folder = dirname(fileURLToPath(import.meta.url));
const migrationsFolder = join(folder, "migrations");
const schemaPath = join(folder, "schema.prisma");
const lockPath = join(migrationsFolder, "migration_lock.toml");
const filters = { externalTables: [], externalEnums: [] };
/** What the schema language cannot say, and every database needs before the first migration's tables. */
const FIRST_LINES = "CREATE EXTENSION IF NOT EXISTS pg_trgm;\n\n";
const LOCK_FILE = 'provider = "postgresql"\n';
const DIFFERENT = 2;

const [command, name] = process.argv.slice(2);
if (command === "migrate" && !/^[a-z0-9_]+$/.test(name ?? "")) fail("Name it: npm run db:migrate add_limits");
if (command !== "migrate" && command !== "drift") fail("Use: engine.mjs migrate <name> | drift");

/** What the schema has and the migrations, replayed on an empty database, have not. */
async function compare() {
  const engine = await openEngine();
  return engine.diff({
    from: { tag: "migrations", ...readMigrations() },
    to: { tag: "schemaDatamodel", files: [{ path: schemaPath, content: readFileSync(schemaPath, "utf8") }] },
    script: true,
    exitCode: true,
    filters,
  });
}

async function openEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
  const require = createRequire(import.meta.url);
  const wasm = join(dirname(require.resolve("@prisma/schema-engine-wasm")), "schema_engine_bg.wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    "./schema_engine_bg.js": engineModule,
  });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engineModule.SchemaEngine.new(
    { datamodels: [[schemaPath, readFileSync(schemaPath, "utf8")]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new ShadowFactory(connection(url.pathname.slice(1)))),
  );
}

function connection(database) {
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password) || undefined,
    database,
  };
}

/** The adapter's own shadow database would be the main one: this makes and drops a real one. */
class ShadowFactory extends PrismaPg {
  async connect() {
    return nameCharColumns(await super.connect());
  }

  async connectToShadowDb() {
    const shadow = `gatehouse_shadow_${process.pid}_${Date.now()}`;
    const admin = new pg.Client(connection("postgres"));
    await admin.connect();
    await admin.query(`CREATE DATABASE "${shadow}"`);
    const adapter = nameCharColumns(await new PrismaPg(connection(shadow)).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE "${shadow}" WITH (FORCE)`);
      await admin.end();
    };
    return adapter;
  }
}

/** The catalogue's one-byte "char" (type 18) is unknown to the adapter; as text (25) it passes. */
function nameCharColumns(adapter) {
  const performIO = adapter.performIO.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    for (const field of result.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  };
  return adapter;
}

function readMigrations() {
  mkdirSync(migrationsFolder, { recursive: true });
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: LOCK_FILE },
    migrationDirectories: names.sort().map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(migrationsFolder, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

function write(difference) {
  if (difference.exitCode !== DIFFERENT) return console.log("The migrations already make this schema.");
  const first = readMigrations().migrationDirectories.length === 0;
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const target = join(migrationsFolder, `${stamp}_${name}`);
  mkdirSync(target);
  writeFileSync(join(target, "migration.sql"), `${first ? FIRST_LINES : ""}${difference.stdout.trim()}\n`);
  if (!existsSync(lockPath)) writeFileSync(lockPath, LOCK_FILE);
  console.log(`Wrote prisma/migrations/${stamp}_${name}/migration.sql`);
}

function reportDrift(difference) {
  if (difference.exitCode !== DIFFERENT) return console.log("The migrations make exactly this schema.");
  console.log(`The migrations do not make this schema. What is missing:\n\n${difference.stdout}`);
  process.exitCode = 1;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

// Last, because the class above must exist by now.
const scratch = process.env.DATABASE_URL ? null : await startScratchCluster();
const url = new URL(process.env.DATABASE_URL || scratch.url);
try {
  const difference = await compare();
  if (command === "drift") reportDrift(difference);
  else write(difference);
} finally {
  await scratch?.stop();
}
process.exit();
