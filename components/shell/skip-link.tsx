export const CONTENT_ID = "content";

/** The first stop of the Tab key: past the navigation, to the page. */
export function SkipLink() {
  return (
    <a
      href={`#${CONTENT_ID}`}
      className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-ink px-3 py-2 font-medium text-canvas text-sm focus:translate-y-0"
    >
      Skip to content
    </a>
  );
}
