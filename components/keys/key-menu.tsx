"use client";

import { lazy } from "react";
import { OpensLater } from "@/components/ui/opens-later";
import { RowMenuButton } from "@/components/ui/row-menu-button";
import type { KeyMenuProps } from "./open-key-menu";

const load = () => import("./open-key-menu");
const OpenKeyMenu = lazy(async () => ({ default: (await load()).OpenKeyMenu }));

/** What can be done with one key. */
export function KeyMenu(props: KeyMenuProps) {
  return (
    <OpensLater popup="menu" preload={load} trigger={<RowMenuButton of={props.apiKey.note} />}>
      <OpenKeyMenu {...props} />
    </OpensLater>
  );
}
