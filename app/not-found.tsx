import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/button-variants";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main>
      <MessagePage
        alone
        code="404"
        title="There is nothing at this address"
        text="The link may be old, or a letter of it may have gone missing."
        actions={
          <Link href="/admin" className={buttonVariants({ variant: "primary" })}>
            Go to your projects
          </Link>
        }
      />
    </main>
  );
}
