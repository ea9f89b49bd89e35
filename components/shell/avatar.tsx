/** A person's initials in a circle. */
export function Avatar({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0],
  );
  return (
    <span
      aria-hidden="true"
      className="flex size-6 shrink-0 items-center justify-center rounded-full bg-ink font-medium text-[0.625rem] text-canvas uppercase"
    >
      {initials.join("")}
    </span>
  );
}
