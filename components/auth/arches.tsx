const WIDTHS = [220, 340, 480, 640, 820, 1020];
const BASE_Y = 720;

/** Hairline arches, one behind the other: the way in. Decoration only. */
export function Arches() {
  return (
    <svg
      viewBox="0 0 1200 720"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      className="pointer-events-none absolute inset-0 -z-10 size-full text-line [mask-image:linear-gradient(to_top,black,transparent_85%)]"
    >
      {WIDTHS.map((width) => {
        const left = 600 - width / 2;
        const springY = BASE_Y - width * 0.42;
        return (
          <path
            key={width}
            d={`M${left} ${BASE_Y}V${springY}a${width / 2} ${width / 2} 0 0 1 ${width} 0V${BASE_Y}`}
            fill="none"
            stroke="currentColor"
            vectorEffect="non-scaling-stroke"
          />
        );
      })}
    </svg>
  );
}
