"use server";

import { cookies } from "next/headers";
import { THEME_COOKIE, type Theme, themeOf } from "@/components/shell/theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the theme in a cookie, which the root layout reads. */
export async function saveTheme(theme: Theme): Promise<void> {
  (await cookies()).set(THEME_COOKIE, themeOf(theme), {
    maxAge: YEAR_SECONDS,
    sameSite: "lax",
    httpOnly: true,
    path: "/",
  });
}
