-- AlterTable
ALTER TABLE "kek_versions" ADD COLUMN     "activated_at" TIMESTAMPTZ(3),
ADD COLUMN     "completed_at" TIMESTAMPTZ(3);

-- Until now there was one version, and everything was sealed under it.
UPDATE "kek_versions" SET "activated_at" = "created_at", "completed_at" = "created_at";
