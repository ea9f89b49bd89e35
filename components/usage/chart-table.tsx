import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ChartData } from "./chart-data";
import { fullLabel } from "./range";

type Props = { data: ChartData; visible: boolean };

/** The same as the chart in figures: always there for screen readers, in sight on request. */
export function ChartTable({ data, visible }: Props) {
  const name = `${data.label} by ${data.unit}`;
  const head = data.unit === "hour" ? "Hour" : data.unit === "day" ? "Day" : "Month";
  const withTotal = data.rows[0]?.total != null;
  return (
    <Frame name={name} visible={visible}>
      <TableHeader>
        <TableRow>
          <TableHead>{head}</TableHead>
          {data.series.map(({ label }) => (
            <TableHead key={label} className="text-right">
              {label}
            </TableHead>
          ))}
          {withTotal && <TableHead className="text-right">Total</TableHead>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {data.rows.map((row) => (
          <TableRow key={row.startsAt}>
            <TableHead scope="row" className="font-normal" suppressHydrationWarning>
              {fullLabel(row.startsAt, data.unit)}
            </TableHead>
            {data.series.map(({ label }, place) => (
              <TableCell key={label} className="h-8 text-right">
                {row.texts[place]}
              </TableCell>
            ))}
            {withTotal && <TableCell className="h-8 text-right font-medium">{row.total}</TableCell>}
          </TableRow>
        ))}
      </TableBody>
    </Frame>
  );
}

/** Out of sight it is no frame that scrolls: keyboards would have to reach it. */
function Frame({ name, visible, children }: { name: string; visible: boolean; children: ReactNode }) {
  if (visible) return <Table aria-label={name}>{children}</Table>;
  return (
    <div className="sr-only">
      <table aria-label={name}>{children}</table>
    </div>
  );
}
