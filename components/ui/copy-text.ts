/**
 * Puts a text on the clipboard. Over plain http `navigator.clipboard` does not exist, so a selection is copied instead; it
 * is made beside `near`, because a dialog would take the focus back from anything outside it.
 */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

function copyBySelection(text: string, near: HTMLElement): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;inset:0 auto auto 0;opacity:0;pointer-events:none";
  near.insertAdjacentElement("afterend", area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
    near.focus();
  }
}
