export type Side = "top" | "right" | "bottom" | "left";
type Box = { left: number; top: number; width: number; height: number };
type Size = { width: number; height: number };

const GAP = 5;
const MARGIN = 8;
const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Where a bubble stands beside its anchor: on the side asked for if it fits there, else on the other; never out of the window. */
export function place(anchor: Box, bubble: Size, side: Side, view: Size): { left: number; top: number } {
  const at = onSide(anchor, bubble, fits(anchor, bubble, side, view) ? side : OPPOSITE[side]);
  return {
    left: within(at.left, bubble.width, view.width),
    top: within(at.top, bubble.height, view.height),
  };
}

function fits(anchor: Box, bubble: Size, side: Side, view: Size): boolean {
  const { left, top } = onSide(anchor, bubble, side);
  if (side === "top") return top >= MARGIN;
  if (side === "left") return left >= MARGIN;
  if (side === "bottom") return top + bubble.height <= view.height - MARGIN;
  return left + bubble.width <= view.width - MARGIN;
}

function onSide(anchor: Box, bubble: Size, side: Side): { left: number; top: number } {
  const middle = {
    left: anchor.left + (anchor.width - bubble.width) / 2,
    top: anchor.top + (anchor.height - bubble.height) / 2,
  };
  if (side === "top") return { ...middle, top: anchor.top - bubble.height - GAP };
  if (side === "bottom") return { ...middle, top: anchor.top + anchor.height + GAP };
  if (side === "left") return { ...middle, left: anchor.left - bubble.width - GAP };
  return { ...middle, left: anchor.left + anchor.width + GAP };
}

const within = (start: number, size: number, space: number) =>
  Math.max(MARGIN, Math.min(start, space - size - MARGIN));
