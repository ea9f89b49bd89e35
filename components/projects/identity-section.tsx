import { SettingSection } from "@/components/forms/setting-section";
import { CopyButton } from "@/components/ui/copy-button";
import type { ProjectView } from "@/lib/organizations/schema";

type Props = { project: ProjectView; organizationId: string; origin: string };

/** How programs name the project and reach it. */
export function IdentitySection({ project: { id, slug }, organizationId, origin }: Props) {
  const facts = [
    ["Project ID", id],
    ["Slug", slug],
    ["Base URL of the gateway", `${origin}/v1`],
    ["Base URL of the REST API", `${origin}/v1/api/organizations/${organizationId}/projects/${id}`],
  ] as const;
  return (
    <SettingSection title="For programs" text="What SDKs, scripts and pipelines are given.">
      <dl className="flex min-w-0 flex-col gap-4">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-muted text-xs">{label}</dt>
            <dd className="mt-1 flex min-w-0 items-center gap-2">
              <code className="wrap-anywhere min-w-0 font-mono text-xs">{value}</code>
              <CopyButton value={value} label={`Copy ${label}`} />
            </dd>
          </div>
        ))}
      </dl>
    </SettingSection>
  );
}
