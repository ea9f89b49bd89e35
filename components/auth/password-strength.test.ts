import { expect, it } from "vitest";
import { passwordStrength } from "./password-strength";

it.each([
  ["", 0],
  ["Tr0ub4dor", 0],
  ["aaaaaaaaaaaaaaaa", 1],
  ["abcdefghijklmnop", 1],
  ["1234567890", 1],
  ["password123456", 1],
  ["violet-lamp", 2],
  ["correct horse battery staple", 3],
  ["x9#Lq2!vRz7@Kp", 3],
])("judges %j as %i", (password, score) => {
  expect(passwordStrength(password).score).toBe(score);
});
