"use client";

import type { ReactNode } from "react";
import { SettingSection } from "@/components/forms/setting-section";
import { cn } from "@/components/ui/cn";
import { exactUsd, shownUsd } from "@/components/usage/figures";
import { AddCreditsForm } from "./add-credits-form";
import type { OrganizationScope } from "./scope";
import { StopCreditsButton } from "./stop-credits-button";

/** The prepaid balance, what can be done about it, and how it came about. */
export function CreditsSection({ children, ...scope }: OrganizationScope & { children: ReactNode }) {
  const { creditsUsd } = scope.settings;
  return (
    <SettingSection
      title="Credits"
      text="A prepaid balance that every call is paid from. Without credits left, calls are refused with 402."
    >
      <div className="flex min-w-0 flex-col gap-6">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <dl>
            <dt className="text-muted text-xs">Balance</dt>
            {creditsUsd === null ? (
              <dd className="mt-1 text-base">Not prepaid: calls go on without credits</dd>
            ) : (
              <dd
                className={cn(
                  "mt-0.5 font-semibold text-2xl tracking-tight",
                  Number(creditsUsd) <= 0 && "text-danger-ink",
                )}
                title={exactUsd(creditsUsd)}
              >
                {shownUsd(creditsUsd)}
              </dd>
            )}
          </dl>
          {scope.canWrite && creditsUsd !== null && <StopCreditsButton {...scope} />}
        </div>
        {scope.canWrite && <AddCreditsForm {...scope} />}
        {children}
      </div>
    </SettingSection>
  );
}
