import type { Figures } from "@/lib/usage/schema";
import { Change } from "./change";
import { exactCount, exactUsd, shownCount, shownShare, shownUsd } from "./figures";
import { Tile } from "./tile";

type Props = { totals: Figures; previous: Figures };

export function RequestsTile({ totals, previous }: Props) {
  return (
    <Tile
      name="Requests"
      exact={exactCount(totals.requests)}
      change={<Change now={totals.requests} before={previous.requests} />}
      detail={`${shownCount(totals.refused)} refused`}
    >
      {shownCount(totals.requests)}
    </Tile>
  );
}

export function CostTile({ totals, previous }: Props) {
  const { costUsd, unpriced, requests } = totals;
  return (
    <Tile
      name="Cost"
      exact={exactUsd(costUsd)}
      change={<Change now={Number(costUsd)} before={Number(previous.costUsd)} />}
      detail={
        unpriced > 0 ? (
          <span className="text-warning-ink">
            {shownCount(unpriced)} {unpriced === 1 ? "call" : "calls"} without a price
          </span>
        ) : (
          requests > 0 && `${shownUsd(Number(costUsd) / requests)} a request`
        )
      }
    >
      {shownUsd(costUsd)}
    </Tile>
  );
}

const tokensOf = ({ inputTokens, outputTokens }: Figures) => inputTokens + outputTokens;

export function TokensTile({ totals, previous }: Props) {
  const { inputTokens, outputTokens, cachedTokens, reasoningTokens } = totals;
  const parts = `${exactCount(inputTokens)} in (${exactCount(cachedTokens)} cached), ${exactCount(outputTokens)} out (${exactCount(reasoningTokens)} reasoning)`;
  return (
    <Tile
      name="Tokens"
      exact={exactCount(tokensOf(totals))}
      change={<Change now={tokensOf(totals)} before={tokensOf(previous)} />}
      detail={
        <span title={parts}>
          {shownCount(inputTokens)} in · {shownCount(outputTokens)} out
        </span>
      }
    >
      {shownCount(tokensOf(totals))}
    </Tile>
  );
}

/** A range without a call has no share of errors. */
const errorShare = ({ errors, requests }: Figures) => (requests === 0 ? 0 : errors / requests);

export function ErrorsTile({ totals, previous }: Props) {
  return (
    <Tile
      name="Errors"
      exact={`${exactCount(totals.errors)} of ${exactCount(totals.requests)}`}
      change={<Change now={errorShare(totals)} before={errorShare(previous)} moreIsWorse />}
      detail={`${shownCount(totals.errors)} by providers`}
    >
      {shownShare(errorShare(totals))}
    </Tile>
  );
}
