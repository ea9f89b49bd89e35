"use client";

import { lazy } from "react";
import { OpensLater } from "@/components/ui/opens-later";
import { AccountButton } from "./account-button";
import type { AccountMenuProps } from "./open-account-menu";

const load = () => import("./open-account-menu");
const OpenAccountMenu = lazy(async () => ({ default: (await load()).OpenAccountMenu }));

/** Who is signed in, the theme, the account page and the way out. */
export function AccountMenu(props: AccountMenuProps) {
  return (
    <OpensLater popup="menu" preload={load} trigger={<AccountButton user={props.user} />}>
      <OpenAccountMenu {...props} />
    </OpensLater>
  );
}
