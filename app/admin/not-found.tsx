import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { buttonVariants } from "@/components/ui/button-variants";

export default function NotFound() {
  return (
    <MessagePage
      code="404"
      title="This page does not exist, or is not yours to see"
      text="A project may have been deleted, or you may not be a member of its organization. Ask an admin there if you should be."
      actions={
        <Link href="/admin/projects" className={buttonVariants({ variant: "primary" })}>
          Go to your projects
        </Link>
      }
    />
  );
}
