import type { ReactNode } from "react";
import { SettingsTabs } from "@/components/shell/settings-tabs";

type Props = { params: Promise<{ projectId: string }>; children: ReactNode };

/** The "API Access" settings. */
export default async function SettingsLayout({ params, children }: Props) {
  return (
    <>
      <SettingsTabs projectId={(await params).projectId} />
      {children}
    </>
  );
}
