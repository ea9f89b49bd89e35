import fc from "fast-check";
import { expect, it } from "vitest";
import { type Linked, LinkedSet } from "./linked-set";

interface Item extends Linked<Item> {
  name: number;
}
const item = (name: number): Item => ({ name, previous: null, next: null });

it("does what a Set does, in its order, and leaves no link in what was taken out", () => {
  const step = fc.record({ add: fc.boolean(), of: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const items = Array.from({ length: 10 }, (_, name) => item(name));
      const linked = new LinkedSet<Item>();
      const reference = new Set<Item>();
      for (const { add, of } of steps) {
        const one = items[of]!;
        if (add) {
          linked.add(one);
          reference.add(one);
        } else expect(linked.delete(one)).toBe(reference.delete(one));
        expect([...linked].map(({ name }) => name)).toEqual([...reference].map(({ name }) => name));
        expect(linked.size).toBe(reference.size);
        for (const other of items) {
          expect(linked.has(other)).toBe(reference.has(other));
          if (!linked.has(other)) expect([other.previous, other.next]).toEqual([null, null]);
        }
      }
    }),
  );
});

it("can be emptied while it is walked through", () => {
  const linked = new LinkedSet<Item>();
  for (let name = 0; name < 5; name++) linked.add(item(name));
  const seen: number[] = [];
  for (const one of linked) {
    seen.push(one.name);
    linked.delete(one);
  }
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(linked.size).toBe(0);
});
