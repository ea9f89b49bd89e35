"use client";

import { useState } from "react";

/**
 * Where a keyset list stands: the cursors that led here, the last one being this page's. They are kept out of the address and
 * forgotten as soon as `list` (the filters) names another list.
 */
export function usePaging(list: string) {
  const [trail, setTrail] = useState<{ list: string; cursors: string[] }>({ list, cursors: [] });
  const cursors = trail.list === list ? trail.cursors : [];
  return {
    cursor: cursors.at(-1) ?? null,
    index: cursors.length,
    next: (cursor: string) => setTrail({ list, cursors: [...cursors, cursor] }),
    previous: () => setTrail({ list, cursors: cursors.slice(0, -1) }),
  };
}
