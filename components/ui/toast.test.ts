import { expect, it } from "vitest";
import { onToast, takeToasts, toast, waitingToasts } from "./toast";

it("keeps what is said until it is shown, once", () => {
  let heard = 0;
  const stop = onToast(() => heard++);
  toast.success("Saved");
  toast.error("Not saved", { description: "Try again." });
  stop();
  toast.info("Copied");
  expect(heard).toBe(2);
  expect(takeToasts()).toEqual([
    { kind: "success", title: "Saved" },
    { kind: "error", title: "Not saved", description: "Try again." },
    { kind: "info", title: "Copied" },
  ]);
  expect(waitingToasts()).toEqual([]);
});
