"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { UserView } from "@/lib/organizations/schema";
import { AccountButton } from "./account-button";
import { THEMES, type Theme, themeOf } from "./theme";

export type AccountMenuProps = {
  user: UserView;
  theme: Theme;
  /** Keeps the theme for the next visit. */
  saveTheme: (theme: Theme) => Promise<void>;
  onNavigate?: () => void;
};

const THEME_LABELS = { light: "Light", dark: "Dark", system: "System" };
const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor };

/** The theme, the account page and the way out; open from its first moment. */
export function OpenAccountMenu({ user, theme: initial, saveTheme, onNavigate }: AccountMenuProps) {
  const [theme, setTheme] = useState(initial);
  const change = async (value: string) => {
    const chosen = themeOf(value);
    setTheme(chosen);
    // Shown at once; the server writes it onto <html> from the next page on.
    document.documentElement.dataset.theme = chosen;
    await saveTheme(chosen);
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <AccountButton user={user} />
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-(--radix-dropdown-menu-trigger-width)">
        <DropdownMenuItem asChild>
          <Link href="/admin/account" onClick={onNavigate}>
            <UserRound /> Account and password
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuGroup>
          <DropdownMenuLabel>Theme</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={theme} onValueChange={change}>
            {THEMES.map((option) => {
              const Icon = THEME_ICONS[option];
              return (
                <DropdownMenuRadioItem
                  key={option}
                  value={option}
                  onSelect={(event) => event.preventDefault()}
                >
                  <Icon /> {THEME_LABELS[option]}
                </DropdownMenuRadioItem>
              );
            })}
          </DropdownMenuRadioGroup>
        </DropdownMenuGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={signOutNow}>
          <LogOut /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Leaves by a whole page load, so that nothing of the session stays in this tab's memory. */
async function signOutNow() {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/login" });
}
