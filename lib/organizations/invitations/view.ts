import type { InvitationView } from "../schema";

/** The columns that may leave the domain: never the token's hash. */
export const INVITATION_COLUMNS = {
  id: true,
  email: true,
  role: true,
  createdAt: true,
  createdByName: true,
  expiresAt: true,
} as const;

/** Neither accepted nor withdrawn. */
export const OPEN = { acceptedAt: null, withdrawnAt: null } as const;

type Row = Omit<InvitationView, "createdAt" | "expiresAt"> & { createdAt: Date; expiresAt: Date };

export const toInvitationView = ({ createdAt, expiresAt, ...row }: Row): InvitationView => ({
  ...row,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
