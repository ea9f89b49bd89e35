/** What can be asked about one key in a dialog. */
export type KeyDialog = "edit" | "rotate" | "overlap" | "delete";
