"use client";

import { ShownOnce } from "@/components/forms/shown-once";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import {
  DialogBody,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

/** How a receiver checks a message; the secret itself belongs into its settings. */
const SNIPPETS = [
  {
    label: "JavaScript",
    code: [
      "// npm install standardwebhooks",
      'import { Webhook } from "standardwebhooks";',
      "",
      "const webhook = new Webhook(process.env.GATEHOUSE_WEBHOOK_SECRET);",
      "// body: the request's text as it came. Throws when it is not from here.",
      "const message = webhook.verify(body, request.headers);",
    ].join("\n"),
  },
  {
    label: "Python",
    code: [
      "# pip install standardwebhooks",
      "import os",
      "from standardwebhooks.webhooks import Webhook",
      "",
      'webhook = Webhook(os.environ["GATEHOUSE_WEBHOOK_SECRET"])',
      "# body: the request's bytes as they came. Raises when it is not from here.",
      "message = webhook.verify(body, request.headers)",
    ].join("\n"),
  },
];

/** The one showing of a webhook's secret, and how its messages are checked. */
export function RevealSecret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <>
      <DialogHeader>
        <DialogTitle>The signing secret</DialogTitle>
        <DialogDescription className="font-medium text-ink">
          Copy it to the receiver now. It will not be shown again.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <ShownOnce value={secret} label="Signing secret" copyLabel="Copy secret" />
        <CodeBlock label="Check a message" snippets={SNIPPETS} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>Done</Button>
      </DialogFooter>
    </>
  );
}
