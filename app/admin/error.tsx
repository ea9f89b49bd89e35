"use client";

import { Failure, type FailureProps } from "@/components/shell/failure";

export default function ErrorPage(props: FailureProps) {
  return <Failure {...props} />;
}
