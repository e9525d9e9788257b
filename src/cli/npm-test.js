// `npm test` works as the first command after a clone: install, then run vitest.
import { spawnSync } from "node:child_process";
import process from "node:process";
import { ensureInstalled } from "./ensure-installed.js";
import { requireSupportedNode } from "./require-supported-node.js";

requireSupportedNode();
ensureInstalled();
const { status } = spawnSync(
	process.execPath,
	[
		"node_modules/vitest/vitest.mjs",
		"run",
		"--config",
		"test/vitest.config.ts",
		...process.argv.slice(2),
	],
	{ stdio: "inherit" },
);
process.exitCode = status ?? 1;
