/** What Dialog and AlertDialog share: the scrim, and a window that is a bottom sheet on phones. */
export const overlayClasses =
  "data-[state=open]:fade-in-0 data-[state=closed]:fade-out-0 fixed inset-0 z-40 bg-scrim duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in";

export const sheetClasses =
  "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] scroll-pb-20 flex-col overflow-y-auto overscroll-contain rounded-t-xl border border-line bg-surface text-ink shadow-dialog outline-none duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in max-sm:data-[state=closed]:slide-out-to-bottom max-sm:data-[state=open]:slide-in-from-bottom sm:data-[state=closed]:fade-out-0 sm:data-[state=open]:fade-in-0 sm:data-[state=open]:zoom-in-98 sm:inset-x-0 sm:top-[max(1.5rem,12vh)] sm:bottom-auto sm:mx-auto sm:max-h-[calc(100dvh-max(1.5rem,12vh)-1.5rem)] sm:rounded-xl";

export const sheetWidths = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-2xl" };

/** A small floating panel: menus and popovers. It goes at once: what is clicked right after must not meet a closing one. */
export const floatClasses =
  "z-50 rounded-lg border border-line bg-surface text-ink shadow-float outline-none duration-100 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98";
