import { z } from "zod";

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
