import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ReferenceField } from "@/lib/api/schema";

type Props = { label: string; fields: readonly ReferenceField[]; marksRequired?: boolean };

/** Names, what they hold, and what that means. */
export function Fields({ label, fields, marksRequired = false }: Props) {
  return (
    <Table aria-label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>Name</TableHead>
          <TableHead>Type</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {fields.map(({ name, type, required, about }) => (
          <TableRow key={name}>
            <TableCell className="py-2 align-top">
              <code className="font-mono text-xs">{name}</code>
              {marksRequired && required && (
                <div>
                  <Badge tone="info">required</Badge>
                </div>
              )}
            </TableCell>
            <TableCell className="w-full py-2 align-top">
              <span className="wrap-anywhere">{type}</span>
              {about && <div className="text-pretty text-muted text-xs">{about}</div>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
