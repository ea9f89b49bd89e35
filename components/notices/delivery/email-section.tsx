"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callAction } from "@/components/forms/call-action";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import type { DeliveryScope } from "./scope";

/** Whether owners and admins are told by e-mail. */
export function EmailSection({ organizationId, email: { configured, wanted }, actions }: DeliveryScope) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const toggle = async (on: boolean) => {
    setPending(true);
    const result = await callAction(() => actions.setNoticesByEmail(organizationId, on));
    setPending(false);
    if (!result.ok) toast.error("Nothing was changed", { description: result.error.message });
    router.refresh();
  };
  return (
    <section aria-labelledby="email">
      <h2 id="email" className="mb-3 font-semibold text-base">
        E-mail
      </h2>
      <div className="flex items-start justify-between gap-6 rounded-lg border border-line px-4 py-3">
        <div>
          <p className="font-medium text-sm" id="email-label">
            E-mail to owners and admins
          </p>
          <p className="mt-0.5 text-pretty text-muted text-sm" id="email-text">
            {configured ? (
              "Every owner and admin of the organization gets each notice, what is due at once in one message."
            ) : (
              <>
                This installation sends no e-mail yet. Whoever runs it sets <code>SMTP_URL</code> and{" "}
                <code>SMTP_FROM</code>.
              </>
            )}
          </p>
        </div>
        <Switch
          checked={configured && wanted}
          disabled={!configured || pending}
          onCheckedChange={(on) => void toggle(on)}
          aria-labelledby="email-label"
          aria-describedby="email-text"
        />
      </div>
    </section>
  );
}
