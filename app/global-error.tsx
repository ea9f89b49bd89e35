"use client";

import "./globals.css";
import { Failure, type FailureProps } from "@/components/shell/failure";

/** Stands in for the root layout when that fails itself. */
export default function GlobalError(props: FailureProps) {
  return (
    <html lang="en" className="font-sans">
      <body>
        <title>Error · Gatehouse</title>
        <main>
          <Failure {...props} alone />
        </main>
      </body>
    </html>
  );
}
