"use client";

import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EndpointView } from "@/lib/endpoints/schema";
import type { EndpointActions } from "./endpoint-menu";
import { EndpointRow } from "./endpoint-row";

type Props = { endpoints: EndpointView[]; actionsOf: (endpoint: EndpointView) => EndpointActions };

/** The endpoints of a project. */
export function EndpointsTable({ endpoints, actionsOf }: Props) {
  return (
    <Table aria-label="Endpoints">
      <TableHeader>
        <TableRow>
          <TableHead>Slug</TableHead>
          <TableHead className="max-md:hidden">Targets</TableHead>
          <TableHead className="max-lg:hidden">Fallbacks</TableHead>
          <TableHead className="max-xl:hidden">Timeout</TableHead>
          <TableHead className="max-lg:hidden">Updated</TableHead>
          <TableHead>
            <span className="sr-only">Actions</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} {...actionsOf(endpoint)} />
        ))}
      </TableBody>
    </Table>
  );
}
