import Link from "next/link";
import { buttonVariants } from "./button-variants";

type Props = {
  /** Where the first page is; null on that page. */
  newest: string | null;
  /** Where the next page is; null on the last one. */
  older: string | null;
};

/** The ways out of a page of a log, the newest first. */
export function PageLinks({ newest, older }: Props) {
  if (newest === null && older === null) return null;
  return (
    <nav aria-label="Pages" className="mt-3 flex gap-2">
      {newest !== null && (
        <Link href={newest} className={buttonVariants({ size: "sm" })}>
          Newest
        </Link>
      )}
      {older !== null && (
        <Link href={older} className={buttonVariants({ size: "sm" })}>
          Older
        </Link>
      )}
    </nav>
  );
}
