"use client";

import dynamic from "next/dynamic";

// Forms bring their validator along: they load when one is about to open, not with the list.
const loadCreate = () => import("./create-credential-dialog").then((module) => module.CreateCredentialDialog);

/** Loads the create dialog ahead of the click that opens it. */
export const preloadCreateCredentialDialog = () => void loadCreate();

export const CreateCredentialDialog = dynamic(loadCreate, { ssr: false });

export const DeleteCredentialDialog = dynamic(
  () => import("./delete-credential-dialog").then((module) => module.DeleteCredentialDialog),
  { ssr: false },
);
