import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { median } from "./report.mjs";

it("says in one line what to install where wrk and nginx are missing", () => {
  const { status, stderr } = spawnSync(process.execPath, ["bench/run.mjs"], {
    env: { ...process.env, PATH: "" },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The bench needs wrk and nginx: apt-get install .* wrk nginx\n$/);
});

it("takes the middle of what it measured", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
