import { Badge, type BadgeTone } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TableCell, TableRow } from "@/components/ui/table";
import type { CallView } from "@/lib/usage/schema";
import { exactCount, exactUsd, shownDuration, shownUsd } from "./figures";

const OUTCOMES: Record<CallView["outcome"], { tone: BadgeTone; words: string }> = {
  success: { tone: "success", words: "Succeeded" },
  refused: { tone: "warning", words: "Refused" },
  upstream_error: { tone: "danger", words: "Provider's error" },
  client_gone: { tone: "neutral", words: "Client left" },
  timeout: { tone: "danger", words: "Timed out" },
  interrupted: { tone: "danger", words: "Interrupted" },
};

/** One call: how it ended, what it called, what it took and cost. */
export function CallRow({ call }: { call: CallView }) {
  const { tone, words } = OUTCOMES[call.outcome];
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <RelativeTime value={call.at} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Badge tone={tone} title={words}>
          {call.status}
          <span className="sr-only"> {words}</span>
        </Badge>{" "}
        <span className="text-muted text-xs max-md:hidden">
          {call.code ?? (call.outcome === "success" ? "" : words)}
        </span>
      </TableCell>
      <TableCell className="w-full max-w-0 min-w-28">
        <div className="truncate" title={call.model ?? undefined}>
          {call.model ?? "–"}
        </div>
        <div className="truncate text-muted text-xs">{servedBy(call)}</div>
        <RelativeTime value={call.at} className="text-faint text-xs sm:hidden" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right max-sm:hidden">
        <Tokens call={call} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right">
        <Cost call={call} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-right max-sm:hidden" title={waited(call)}>
        {shownDuration(call.latencyMs)}
      </TableCell>
    </TableRow>
  );
}

function servedBy({ provider, upstreamModel, model, streamed }: CallView): string {
  const renamed = upstreamModel !== model ? upstreamModel : null;
  return [provider, renamed, streamed ? "streamed" : null].filter(Boolean).join(" · ");
}

function Tokens({ call }: { call: CallView }) {
  const { inputTokens, outputTokens, cachedTokens, reasoningTokens, estimated } = call;
  if (inputTokens + outputTokens === 0) return <span className="text-faint">–</span>;
  const parts = `${exactCount(cachedTokens)} of the input cached, ${exactCount(reasoningTokens)} of the output reasoning`;
  return (
    <span title={estimated ? `Worked out: the provider did not say. ${parts}` : parts}>
      {estimated && "~"}
      {exactCount(inputTokens)} <span className="text-muted">in</span> {exactCount(outputTokens)}{" "}
      <span className="text-muted">out</span>
    </span>
  );
}

function Cost({ call: { costUsd } }: { call: CallView }) {
  if (costUsd === null) return <span className="text-warning-ink">No price</span>;
  return <span title={exactUsd(costUsd)}>{shownUsd(costUsd)}</span>;
}

const waited = ({ firstByteMs, attempts }: CallView) =>
  [
    firstByteMs !== null && `first token after ${shownDuration(firstByteMs)}`,
    attempts > 1 && `${attempts} attempts`,
  ]
    .filter(Boolean)
    .join(", ") || undefined;
