"use client";

import Link from "next/link";
import { noticesPath } from "@/components/shell/navigation";
import { PageHeader } from "@/components/shell/page-header";
import { buttonVariants } from "@/components/ui/button-variants";
import { DeliveryLog } from "./delivery-log";
import { EmailSection } from "./email-section";
import type { DeliveryScope } from "./scope";
import { WebhooksSection } from "./webhooks-section";

/** How an organization is told of its notices, and what became of each. */
export function NoticeDeliveryPage(scope: DeliveryScope) {
  return (
    <div className="max-w-5xl">
      <PageHeader
        title="Notice delivery"
        description="Where notices are sent besides this console. Each is sent once, and tried again until it arrives."
        actions={
          <Link href={noticesPath(scope.organizationId)} className={buttonVariants({})}>
            Notices
          </Link>
        }
      />
      <div className="flex flex-col gap-10">
        <WebhooksSection {...scope} />
        <EmailSection {...scope} />
        <DeliveryLog {...scope} />
      </div>
    </div>
  );
}
