"use client";

import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import type { UserView } from "@/lib/organizations/schema";
import { Avatar } from "./avatar";

/** Who is signed in; opens the account menu. */
export function AccountButton({ user, ...props }: ComponentProps<"button"> & { user: UserView }) {
  return (
    <button
      type="button"
      aria-label={`Account: ${user.name}`}
      className="flex w-full min-w-0 items-center gap-2.5 rounded-md px-2 py-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
      {...props}
    >
      <Avatar name={user.name} />
      <span className="min-w-0 flex-1 leading-4">
        <span className="block truncate font-medium text-ink text-sm">{user.name}</span>
        <span className="block truncate text-2xs text-muted">{user.email}</span>
      </span>
      <ChevronsUpDown className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
    </button>
  );
}
