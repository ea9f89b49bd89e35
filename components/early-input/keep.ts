/**
 * Keeps a press, a form that is sent or a filter that is set before the page's code has come, and does it as soon as it has.
 * Without it a slow connection loses the press, and sends a form to the browser's own place: the address, with the password in it.
 * Links, and forms with an address of their own, need no code and go their way.
 *
 * It runs from the page's first bytes, as text (see EarlyInput), so it must not refer to anything outside itself.
 */
export function keepEarlyInput(): void {
  const POLL_MS = 30;
  // By element: who is impatient presses again, and means it once.
  const kept = new Map<Element, () => void>();
  let polling = 0;

  // The page as a whole is up once <Hydrated> says so; parts that stream in later get React's mark one by one.
  const alive = (element: Element) =>
    "hydrated" in document.documentElement.dataset &&
    Object.keys(element).some((key) => key.startsWith("__reactProps$"));

  const poll = () => {
    for (const [element, act] of kept) {
      if (element.isConnected && !alive(element)) continue;
      kept.delete(element);
      if (element.isConnected) act();
    }
    if (kept.size > 0) return;
    window.clearInterval(polling);
    polling = 0;
  };

  // React may take the event itself, by bringing the part under it up at once: seen when the event has run its course.
  const keep = (element: Element, act: () => void) =>
    setTimeout(() => {
      if (alive(element)) return;
      // The latest goes last.
      kept.delete(element);
      kept.set(element, act);
      polling ||= window.setInterval(poll, POLL_MS);
    });

  // What is in a field when React comes is no news to it. It is once React has seen something else there, and the field was changed
  // past the setter that React has put on it.
  const fill = (field: HTMLInputElement | HTMLSelectElement, value: string) => {
    field.value = `${value}.`;
    const prototype = field instanceof HTMLInputElement ? HTMLInputElement : HTMLSelectElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, "value")?.set?.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  // Other fields wait for their form.
  const actsAtOnce = (field: EventTarget | null): field is HTMLInputElement | HTMLSelectElement =>
    (field instanceof HTMLInputElement && field.type === "search") ||
    (field instanceof HTMLSelectElement && !field.form);

  addEventListener(
    "input",
    ({ target: field }) => {
      if (!actsAtOnce(field) || alive(field)) return;
      const { value } = field;
      keep(field, () => fill(field, value));
    },
    true,
  );
  addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (!(form instanceof HTMLFormElement) || form.hasAttribute("action") || alive(form)) return;
      event.preventDefault();
      keep(form, () => form.requestSubmit(submitter));
    },
    true,
  );
  addEventListener(
    "click",
    ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      // A button that submits is its form's matter.
      if (!button || (button.form && button.type === "submit") || alive(button)) return;
      // A menu opens when the pointer goes down, everything else when it was pressed.
      keep(button, () => {
        button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, cancelable: true }));
        button.click();
      });
    },
    true,
  );
}
