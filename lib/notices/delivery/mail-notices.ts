import { oneLine, sendMail } from "../../mail";
import type { Claimed } from "./claim";
import { consoleLink } from "./message";
import type { Outcome } from "./post-message";

/** E-mails what one person is to be told, all of one organization in one message. */
export async function mailNotices(claimed: Claimed[]): Promise<Outcome> {
  const { target: to, notice } = claimed[0]!;
  const notices = claimed.map(({ notice }) => notice);
  const organization = oneLine(notice.organizationName);
  const subject =
    notices.length === 1 ? oneLine(notice.title) : `${notices.length} notices from ${organization}`;
  try {
    await sendMail({ to, subject: `[Gatehouse] ${subject}`, text: textOf(notices, organization) });
    return { ok: true, result: "The mail server took it." };
  } catch (error) {
    return { ok: false, result: `The mail server did not take it: ${reason(error)}` };
  }
}

function textOf(notices: Claimed["notice"][], organization: string): string {
  const told = notices.map((notice) => {
    const link = consoleLink(notice);
    return [oneLine(notice.title), oneLine(notice.body), ...(link ? [link] : [])].join("\n");
  });
  return `${told.join("\n\n")}

--
You own or administer ${organization} on Gatehouse. Each notice is sent once.
An admin can turn these e-mails off under Notices, Delivery.
`;
}

/** One line of what the mail server, or the way to it, said. */
const reason = (error: unknown) =>
  oneLine(error instanceof Error ? error.message : String(error)).slice(0, 200);
