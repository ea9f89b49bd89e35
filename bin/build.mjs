// `npm run build`: everything that `npm start` would make first, for an image or a machine without the registry.
import { prepare } from "./steps/prepare.mjs";
import { requireNode } from "./steps/project.mjs";
import { report } from "./steps/report.mjs";

requireNode();
try {
  await prepare(["install", "generate", "programs", "console"]);
  console.log("Built.");
} catch (error) {
  report(error);
  process.exitCode = 1;
}
