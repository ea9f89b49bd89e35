import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { EarlyInput } from "@/components/early-input/early-input";
import { THEME_COOKIE, themeOf } from "@/components/shell/theme";
import { Providers } from "./providers";

export const metadata: Metadata = {
  title: { template: "%s · Gatehouse", default: "Gatehouse" },
  description: "Console and gateway for API keys.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#101211" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeOf((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      data-theme={theme}
      className={`${GeistSans.variable} ${GeistMono.variable} font-sans`}
      // The account menu changes data-theme before the server knows.
      suppressHydrationWarning
    >
      <body>
        <EarlyInput />
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}
