"use client";

import dynamic from "next/dynamic";

// Forms bring their validator along: they load when one is about to open, not with the list.
const loadCreate = () => import("./create-key-dialog").then((module) => module.CreateKeyDialog);

/** Loads the create dialog ahead of the click that opens it. */
export const preloadCreateKeyDialog = () => void loadCreate();

export const CreateKeyDialog = dynamic(loadCreate, { ssr: false });

export const EditKeyDialog = dynamic(
  () => import("./edit-key-dialog").then((module) => module.EditKeyDialog),
  { ssr: false },
);

export const DeleteKeyDialog = dynamic(
  () => import("./delete-key-dialog").then((module) => module.DeleteKeyDialog),
  { ssr: false },
);
