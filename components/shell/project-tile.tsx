/** A project's initial on a tile. */
export function ProjectTile({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-6 shrink-0 items-center justify-center rounded-md bg-accent-soft font-semibold text-2xs text-accent-ink uppercase"
    >
      {[...name][0]}
    </span>
  );
}
