-- CreateEnum
CREATE TYPE "reset_period" AS ENUM ('never', 'daily', 'weekly', 'monthly');

-- CreateEnum
CREATE TYPE "call_outcome" AS ENUM ('success', 'refused', 'upstream_error', 'client_gone', 'timeout', 'interrupted');

-- CreateEnum
CREATE TYPE "rollup_period" AS ENUM ('hour', 'day', 'month');

-- CreateEnum
CREATE TYPE "latency_measure" AS ENUM ('latency', 'first_byte');

-- CreateEnum
CREATE TYPE "finding_kind" AS ENUM ('new_address', 'unusual_rate', 'refused_burst');

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "cost_limit_nano_usd" BIGINT,
ADD COLUMN     "requests_per_minute" INTEGER,
ADD COLUMN     "reset_period" "reset_period" NOT NULL DEFAULT 'never',
ADD COLUMN     "token_limit" BIGINT;

-- AlterTable
ALTER TABLE "credential_models" ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "concurrency" INTEGER,
ADD COLUMN     "credits_nano_usd" BIGINT,
ADD COLUMN     "requests_per_minute" INTEGER;

-- The few among many: lists by these statuses would read every key. Prisma knows nothing of partial indexes.
CREATE INDEX "api_keys_revoked_idx" ON "api_keys"("project_id", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "api_keys_disabled_idx" ON "api_keys"("project_id", "created_at" DESC, "id" DESC) WHERE NOT "enabled" AND "deleted_at" IS NULL;

-- CreateTable
CREATE TABLE "credit_entries" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "amount_nano_usd" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_kind" "actor_kind" NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "credit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_records" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "caller_id" UUID NOT NULL,
    "credential_id" UUID,
    "provider" TEXT,
    "route" TEXT,
    "model" TEXT,
    "endpoint" TEXT,
    "upstream_model" TEXT,
    "attempts" SMALLINT NOT NULL,
    "status" SMALLINT NOT NULL,
    "code" TEXT,
    "outcome" "call_outcome" NOT NULL,
    "streamed" BOOLEAN NOT NULL,
    "estimated" BOOLEAN NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "first_byte_ms" INTEGER,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cached_tokens" INTEGER NOT NULL,
    "cache_write_tokens" INTEGER NOT NULL,
    "reasoning_tokens" INTEGER NOT NULL,
    "audio_input_tokens" INTEGER NOT NULL,
    "audio_output_tokens" INTEGER NOT NULL,
    "cost_nano_usd" BIGINT,

    CONSTRAINT "usage_records_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- What waits for a price, found without reading anything else.
CREATE INDEX "usage_records_unpriced_idx" ON "usage_records"("credential_id", "upstream_model") WHERE "cost_nano_usd" IS NULL;

-- CreateTable
CREATE TABLE "usage_batches" (
    "id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unattributed_calls" (
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "unattributed_calls_pkey" PRIMARY KEY ("starts_at","code")
);

-- CreateTable
CREATE TABLE "callers" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "requests" BIGINT NOT NULL,

    CONSTRAINT "callers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_usage" (
    "project_id" UUID NOT NULL,
    "period" "rollup_period" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "requests" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "refused" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "cost_nano_usd" BIGINT NOT NULL,
    "unpriced" BIGINT NOT NULL,

    CONSTRAINT "project_usage_pkey" PRIMARY KEY ("project_id","period","starts_at","provider","model","status")
);

-- CreateTable
CREATE TABLE "key_usage" (
    "key_id" UUID NOT NULL,
    "period" "rollup_period" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "project_id" UUID NOT NULL,
    "requests" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "refused" BIGINT NOT NULL,
    "unauthorized" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cached_tokens" BIGINT NOT NULL,
    "reasoning_tokens" BIGINT NOT NULL,
    "cost_nano_usd" BIGINT NOT NULL,
    "unpriced" BIGINT NOT NULL,

    CONSTRAINT "key_usage_pkey" PRIMARY KEY ("key_id","period","starts_at")
);

-- CreateTable
CREATE TABLE "key_model_usage" (
    "key_id" UUID NOT NULL,
    "period" "rollup_period" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "model" TEXT NOT NULL,
    "status" SMALLINT NOT NULL,
    "requests" BIGINT NOT NULL,
    "errors" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "cost_nano_usd" BIGINT NOT NULL,
    "unpriced" BIGINT NOT NULL,

    CONSTRAINT "key_model_usage_pkey" PRIMARY KEY ("key_id","period","starts_at","model","status")
);

-- CreateTable
CREATE TABLE "latency_histograms" (
    "project_id" UUID NOT NULL,
    "period" "rollup_period" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "measure" "latency_measure" NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "latency_histograms_pkey" PRIMARY KEY ("project_id","period","starts_at","measure","bucket")
);

-- CreateTable
CREATE TABLE "unpriced_usage" (
    "project_id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "requests" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unpriced_usage_pkey" PRIMARY KEY ("project_id","credential_id","model")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "kind" "finding_kind" NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3),

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "credit_entries_organization_id_created_at_id_idx" ON "credit_entries"("organization_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "usage_records_key_id_at_id_idx" ON "usage_records"("key_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "usage_records_project_id_at_id_idx" ON "usage_records"("project_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "usage_batches_written_at_idx" ON "usage_batches"("written_at");

-- CreateIndex
CREATE INDEX "callers_key_id_last_seen_at_id_idx" ON "callers"("key_id", "last_seen_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "callers_first_seen_at_idx" ON "callers"("first_seen_at");

-- CreateIndex
CREATE INDEX "key_usage_project_id_period_starts_at_cost_nano_usd_idx" ON "key_usage"("project_id", "period", "starts_at", "cost_nano_usd" DESC);

-- CreateIndex
CREATE INDEX "key_usage_project_id_period_starts_at_requests_idx" ON "key_usage"("project_id", "period", "starts_at", "requests" DESC);

-- CreateIndex
CREATE INDEX "findings_project_id_last_seen_at_id_idx" ON "findings"("project_id", "last_seen_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "findings_key_id_kind_subject_key" ON "findings"("key_id", "kind", "subject");

-- AddForeignKey
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;
