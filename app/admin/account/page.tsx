import type { Metadata } from "next";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { PageHeader } from "@/components/shell/page-header";
import { requireUser } from "@/lib/auth";
import { changePassword, renameUser } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function Page() {
  const user = await requireUser();
  return (
    <div className="max-w-3xl">
      <PageHeader title="Account" description={user.email} />
      <div className="divide-y divide-line border-line border-t">
        <NameForm name={user.name} renameUser={renameUser} />
        <PasswordForm email={user.email} changePassword={changePassword} />
      </div>
    </div>
  );
}
