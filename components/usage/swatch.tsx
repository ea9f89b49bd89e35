import { cn } from "@/components/ui/cn";

type Props = { color: string; line?: boolean; dashed?: boolean };

/** The mark of a series, as the chart draws it: a block for bars, a stroke for lines. */
export function Swatch({ color, line = false, dashed = false }: Props) {
  const ink = `var(${color})`;
  const style = line ? { borderTop: `2px ${dashed ? "dashed" : "solid"} ${ink}` } : { backgroundColor: ink };
  return (
    <span
      aria-hidden="true"
      className={cn("inline-block shrink-0", line ? "w-3.5" : "size-2.5 rounded-[3px]")}
      style={style}
    />
  );
}
