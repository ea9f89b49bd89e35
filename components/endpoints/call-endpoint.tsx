"use client";

import { snippets } from "@/components/keys/snippets";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { useEndpointsScope } from "./endpoints-context";

type Props = { slug: string; onClose: () => void };

/** How applications call an endpoint, in a dialog of its own. */
export function CallEndpointDialog(props: Props) {
  return (
    <Dialog open onOpenChange={(next) => next || props.onClose()}>
      <DialogContent>
        <CallEndpoint {...props} title={`Call “${props.slug}”`} />
      </DialogContent>
    </Dialog>
  );
}

/** The content of that dialog, which a new endpoint shows as well. */
export function CallEndpoint({ slug, title, onClose }: Props & { title: string }) {
  const { origin } = useEndpointsScope();
  return (
    <>
      <DialogHeader>
        <DialogTitle className="break-words">{title}</DialogTitle>
        <DialogDescription>
          Pass the slug as <code className="font-mono">model</code>, with any API key of this project. The
          answer’s <code className="font-mono">x-gatehouse-target</code> header says which target served it.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <CodeBlock label="How to call it" snippets={snippets(origin, "YOUR_API_KEY", slug)} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Done</Button>
      </DialogFooter>
    </>
  );
}
