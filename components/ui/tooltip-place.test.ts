import { expect, it } from "vitest";
import { place } from "./tooltip-place";

const view = { width: 1000, height: 600 };
const bubble = { width: 100, height: 30 };
const anchor = { left: 400, top: 300, width: 40, height: 20 };

it("stands on the side asked for, in the middle of its anchor", () => {
  expect(place(anchor, bubble, "top", view)).toEqual({ left: 370, top: 265 });
  expect(place(anchor, bubble, "bottom", view)).toEqual({ left: 370, top: 325 });
  expect(place(anchor, bubble, "left", view)).toEqual({ left: 295, top: 295 });
  expect(place(anchor, bubble, "right", view)).toEqual({ left: 445, top: 295 });
});

it("changes sides where there is no room", () => {
  expect(place({ ...anchor, top: 10 }, bubble, "top", view).top).toBe(35);
  expect(place({ ...anchor, top: 570 }, bubble, "bottom", view).top).toBe(535);
  expect(place({ ...anchor, left: 950 }, bubble, "right", view).left).toBe(845);
});

it("stays within the window, whatever it is beside", () => {
  expect(place({ ...anchor, left: 0 }, bubble, "top", view).left).toBe(8);
  expect(place({ ...anchor, left: 980 }, bubble, "top", view).left).toBe(892);
  expect(place(anchor, { width: 2000, height: 30 }, "top", view).left).toBe(8);
});
