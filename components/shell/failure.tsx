"use client";

import { Button } from "@/components/ui/button";
import { MessagePage } from "./message-page";

export type FailureProps = { error: Error & { digest?: string }; retry: () => void; alone?: boolean };

/** What stands in place of a page that failed. The cause is in the server's log, under the digest shown here. */
export function Failure({ error, retry, alone }: FailureProps) {
  return (
    <MessagePage
      alone={alone}
      code={error.digest && `Error ${error.digest}`}
      title="This page could not be shown"
      text="Something failed on our side and nothing was changed. Try again; if it stays, whoever runs this Gatehouse finds the cause in the server's log."
      actions={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    />
  );
}
