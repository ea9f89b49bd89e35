-- AlterTable
ALTER TABLE "credential_models" ADD COLUMN     "cached_input_nano_usd_per_million" BIGINT,
ADD COLUMN     "input_nano_usd_per_million" BIGINT,
ADD COLUMN     "output_nano_usd_per_million" BIGINT;

-- AlterTable
ALTER TABLE "credentials" ADD COLUMN     "auth_method" TEXT NOT NULL DEFAULT 'api_key',
ADD COLUMN     "config" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "with_default_models" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "endpoints" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "timeout_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_kind" "actor_kind" NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint_targets" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "credential_id" UUID,
    "model" TEXT NOT NULL,
    "weight" INTEGER,

    CONSTRAINT "endpoint_targets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "endpoints_project_id_slug_key" ON "endpoints"("project_id", "slug");

-- CreateIndex
CREATE INDEX "endpoint_targets_credential_id_idx" ON "endpoint_targets"("credential_id");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_targets_endpoint_id_position_key" ON "endpoint_targets"("endpoint_id", "position");

-- CreateIndex
CREATE INDEX "credentials_kek_version_idx" ON "credentials"("kek_version");

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_targets" ADD CONSTRAINT "endpoint_targets_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_targets" ADD CONSTRAINT "endpoint_targets_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credentials"("id") ON DELETE SET NULL ON UPDATE CASCADE;
