import Link from "next/link";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { ACTOR_KINDS, type AuditFilters } from "@/lib/audit/schema";
import type { ProjectOfUser } from "@/lib/organizations/schema";
import { ACTOR_LABELS, THINGS } from "./wording";

type Props = { path: string; filters: AuditFilters; projects: ProjectOfUser[] };

/** What of the log is shown: a plain form, whose answers stand in the address. */
export function AuditFilterForm({ path, filters, projects }: Props) {
  return (
    <form
      action={path}
      aria-label="Filter the audit log"
      // A new set of filters starts with fields of its own.
      key={JSON.stringify(filters)}
      className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-7 lg:items-end"
    >
      <Field label="On what">
        <Input name="target" defaultValue={filters.target} placeholder="Name or id" />
      </Field>
      <Field label="Who">
        <Input name="actor" defaultValue={filters.actor} placeholder="Name" />
      </Field>
      <Field label="By">
        <Select name="actorKind" defaultValue={filters.actorKind ?? ""}>
          <option value="">Anybody</option>
          {ACTOR_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {ACTOR_LABELS[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="About">
        <Select name="action" defaultValue={filters.action ?? ""}>
          <option value="">Everything</option>
          {Object.entries(THINGS).map(([thing, label]) => (
            <option key={thing} value={thing}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Project">
        <Select name="projectId" defaultValue={filters.projectId ?? ""}>
          <option value="">All</option>
          {projects.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="From">
        <Input type="date" name="from" defaultValue={filters.from} />
      </Field>
      <Field label="To">
        <Input type="date" name="to" defaultValue={filters.to} />
      </Field>
      <div className="col-span-full flex gap-2">
        <Button type="submit" size="sm">
          Apply filters
        </Button>
        {Object.keys(filters).length > 0 && (
          <Link href={path} className={buttonVariants({ size: "sm", variant: "ghost" })}>
            Clear
          </Link>
        )}
      </div>
    </form>
  );
}
