import { z } from "zod";
import { requestsPerMinute } from "../limits/schema";
import { parseUsd } from "../money";

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Enter an e-mail address."))
  .pipe(z.string().max(254));
export const password = z
  .string({ error: "Enter a password." })
  .min(10, "Use at least 10 characters.")
  .max(256, "Use at most 256 characters.");
export const personName = z
  .string()
  .trim()
  .min(1, "Enter a name.")
  .max(100, "A name has at most 100 characters.");
export const organizationName = personName;
export const projectName = personName;

export const setUpInput = z.object({
  token: z.string().min(1).max(200),
  name: personName,
  email,
  password,
  organizationName,
  projectName,
});
export type SetUpInput = z.input<typeof setUpInput>;

export const signInInput = z.object({ email, password: z.string().min(1, "Enter your password.").max(256) });
export type SignInInput = z.input<typeof signInInput>;

export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "Enter your current password.").max(256),
  newPassword: password,
});
export type ChangePasswordInput = z.input<typeof changePasswordInput>;

export const renameUserInput = z.object({ name: personName });

export const ROLES = ["OWNER", "ADMIN", "MEMBER", "VIEWER"] as const;

export const createUserInput = z.object({
  name: personName,
  email,
  password,
  role: z.enum(ROLES).default("MEMBER"),
});
export type CreateUserInput = z.input<typeof createUserInput>;

export type UserView = { id: string; email: string; name: string };
export type ProjectView = { id: string; name: string; slug: string };
export type ProjectOfUser = ProjectView & {
  organization: { id: string; name: string };
  role: (typeof ROLES)[number];
};

const role = z.enum(ROLES, { error: "Choose owner, admin, member or viewer." });
type RoleName = (typeof ROLES)[number];

export const changeRoleInput = z.object({ userId: z.string(), role });
export type ChangeRoleInput = z.input<typeof changeRoleInput>;
export const removeMemberInput = z.object({ userId: z.string() });
export type RemoveMemberInput = z.input<typeof removeMemberInput>;

export type MemberView = UserView & { role: RoleName; joinedAt: string };

export const inviteInput = z.object({ email, role: role.default("MEMBER") });
export type InviteInput = z.input<typeof inviteInput>;
export const invitationIdInput = z.object({ id: z.string() });
export const acceptInvitationInput = z.object({
  token: z.string().min(1).max(200),
  name: personName,
  password,
});
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;

export type InvitationView = {
  id: string;
  email: string;
  role: RoleName;
  createdAt: string;
  createdByName: string;
  expiresAt: string;
};
/** The result of inviting: the only place where the link's token exists. */
export type CreatedInvitation = InvitationView & { token: string };
export type InvitationState =
  | { state: "invalid" | "accepted" | "expired" }
  | {
      state: "open";
      email: string;
      role: RoleName;
      organization: { id: string; name: string };
      createdByName: string;
      hasAccount: boolean;
    };

/** `confirmName`: the organization's name, typed by the person. */
export const deleteOrganizationInput = z.object({ confirmName: z.string() });
export type DeleteOrganizationInput = z.input<typeof deleteOrganizationInput>;

export type ProjectFigures = { id: string; keys: number; lastUsedAt: string | null };

export const createProjectInput = z.object({ name: projectName });
export type CreateProjectInput = z.input<typeof createProjectInput>;
export const projectIdInput = z.object({ id: z.string() });
export const renameProjectInput = z.object({ id: z.string(), name: projectName });
export type RenameProjectInput = z.input<typeof renameProjectInput>;
/** `confirmName`: the project's name, typed by the person. */
export const deleteProjectInput = z.object({ id: z.string(), confirmName: z.string() });
export type DeleteProjectInput = z.input<typeof deleteProjectInput>;
/** What goes with a project. */
export type ProjectContents = {
  name: string;
  apiKeys: number;
  activeApiKeys: number;
  credentials: number;
  endpoints: number;
  /** Calls of its keys within 24 hours. */
  callsPastDay: number;
};

const MAX_CONCURRENCY = 100_000;
const MAX_CREDITS_USD = "100000000";

/** Calls in flight at once; null is no limit. */
export const concurrency = z
  .number({ error: "Enter a whole number of calls." })
  .int("Enter a whole number of calls.")
  .min(1, "Enter at least 1 call at once.")
  .max(MAX_CONCURRENCY, "Enter at most 100,000 calls at once.")
  .nullable();

/** Fields left out stay as they are; null clears a limit. */
export const updateOrganizationInput = z.object({
  name: organizationName.optional(),
  requestsPerMinute: requestsPerMinute.optional(),
  concurrency: concurrency.optional(),
  noticesByEmail: z.boolean().optional(),
});
export type UpdateOrganizationInput = z.input<typeof updateOrganizationInput>;

/** Dollars such as "25" or "0.50" as nano-USD; with a minus in front they are taken away. Null for what is no amount. */
export function parseSignedUsd(text: string): bigint | null {
  const taken = text.trim().startsWith("-");
  const amount = parseUsd(taken ? text.trim().slice(1) : text);
  return amount !== null && taken ? -amount : amount;
}

const isAmount = (text: string) => {
  const amount = parseSignedUsd(text) ?? 0n;
  const most = parseUsd(MAX_CREDITS_USD)!;
  return amount !== 0n && amount <= most && amount >= -most;
};

export const addCreditsInput = z.object({
  amountUsd: z
    .string({ error: "Enter an amount in dollars such as 25 or 0.50." })
    .trim()
    .refine(isAmount, "Enter an amount in dollars such as 25 or 0.50, and -25 to take some away."),
  note: z.string().trim().max(200, "A note has at most 200 characters.").default(""),
});
export type AddCreditsInput = z.input<typeof addCreditsInput>;

export const listCreditEntriesInput = z.object({
  /** The `nextCursor` of the page before. */
  cursor: z.uuid("This page no longer exists. Start again from the first one.").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListCreditEntriesInput = z.input<typeof listCreditEntriesInput>;

export type OrganizationSettings = {
  id: string;
  name: string;
  requestsPerMinute: number | null;
  concurrency: number | null;
  /** Dollars as a decimal text; null is not prepaid. */
  creditsUsd: string | null;
  /** Whether owners and admins are told of notices by e-mail, where this installation sends any. */
  noticesByEmail: boolean;
};

export type CreditEntryView = {
  id: string;
  /** Negative where it was taken away. */
  amountUsd: string;
  note: string;
  createdAt: string;
  createdByName: string;
};
export type CreditEntryPage = { entries: CreditEntryView[]; nextCursor: string | null };

export type OrganizationOfUser = { id: string; name: string; role: (typeof ROLES)[number] };
