const KEPT = "gatehouse-invitation";

/**
 * The token of the link that led here. It leaves the address at once, so that it is in no history entry that somebody shares; the tab
 * keeps it for the way through sign-in.
 */
export function takeToken(): string | null {
  const given = window.location.hash.slice(1);
  if (given === "") return sessionStorage.getItem(KEPT);
  sessionStorage.setItem(KEPT, given);
  // A moment later: Next's router notices only what happens after its own effects.
  setTimeout(() => window.history.replaceState(null, "", "/invite"));
  return given;
}

/** It is used, or of no use. */
export const forgetToken = () => sessionStorage.removeItem(KEPT);
