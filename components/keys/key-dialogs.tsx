"use client";

import dynamic from "next/dynamic";
import type { ReadKey } from "@/lib/keys/schema";
import type { KeyDialog } from "./key-dialog";

// Forms bring their validator along: they load when one is about to open, not with the list.
const loadCreate = () => import("./create-key-dialog").then((module) => module.CreateKeyDialog);

/** Loads the create dialog ahead of the click that opens it. */
export const preloadCreateKeyDialog = () => void loadCreate();

export const CreateKeyDialog = dynamic(loadCreate, { ssr: false });

const loadImport = () => import("./import-keys-dialog").then((module) => module.ImportKeysDialog);

/** Likewise the import dialog. */
export const preloadImportKeysDialog = () => void loadImport();

export const ImportKeysDialog = dynamic(loadImport, { ssr: false });

const EditKeyDialog = dynamic(() => import("./edit-key-dialog").then((module) => module.EditKeyDialog), {
  ssr: false,
});

const DeleteKeyDialog = dynamic(
  () => import("./delete-key-dialog").then((module) => module.DeleteKeyDialog),
  { ssr: false },
);

const RotateKeyDialog = dynamic(
  () => import("./rotate-key-dialog").then((module) => module.RotateKeyDialog),
  { ssr: false },
);

const OverlapDialog = dynamic(() => import("./overlap-dialog").then((module) => module.OverlapDialog), {
  ssr: false,
});

const DIALOGS = {
  edit: EditKeyDialog,
  rotate: RotateKeyDialog,
  overlap: OverlapDialog,
  delete: DeleteKeyDialog,
};

/** The dialog about one key that was asked for. */
export function OpenedKeyDialog({
  dialog,
  apiKey,
  onClose,
}: {
  dialog: KeyDialog;
  apiKey: ReadKey;
  onClose: () => void;
}) {
  const Dialog = DIALOGS[dialog];
  return <Dialog open apiKey={apiKey} onClose={onClose} />;
}
