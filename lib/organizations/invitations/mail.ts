import { oneLine } from "../../mail";

/** What an invitation by e-mail says. Names are other people's words: none of them can add a line of its own. */
export function invitationMail(inviter: string, organization: string, link: string) {
  const [by, to] = [oneLine(inviter), oneLine(organization)];
  return {
    subject: `${by} invites you to ${to} on Gatehouse`,
    text: `${by} invites you to ${to} on Gatehouse, where its API keys are managed.

Open this link to accept. It works once, within seven days:

${link}

If you did not expect this, leave it be: nothing happens.
`,
  };
}
