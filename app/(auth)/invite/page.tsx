import type { Metadata } from "next";
import { InvitationCard } from "@/components/auth/invitation-card";
import { currentUser } from "@/lib/auth";
import * as actions from "./actions";

export const metadata: Metadata = {
  title: "Invitation",
  referrer: "no-referrer",
  robots: { index: false },
};

/** Reached by an invitation's link. Its token stands behind the `#`, where only the browser sees it. */
export default async function Page() {
  return <InvitationCard user={await currentUser()} actions={{ ...actions }} />;
}
