import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

export default defineConfig({
	root: fileURLToPath(new URL("..", import.meta.url)),
	resolve: {
		alias: [
			{ find: /^attention-lab$/, replacement: src("attention/index.ts") },
			{ find: /^attention-lab\/(\w+)$/, replacement: src("$1/index.ts") },
			// a check file that is imported here sees the solution, not what a learner is writing
			{ find: /^\.\.\/\.\.\/exercises\/(\d\d-[\w-]+)$/, replacement: src("../solutions/$1.ts") },
		],
	},
	test: {
		include: ["test/**/*.test.ts"],
		exclude: ["**/node_modules/**", "test/e2e/**", "test/jupyter/**", "test/exercises/**"],
		globalSetup: ["test/build-first.ts"],
		testTimeout: 30_000, // a busy machine is no reason to fail
		maxWorkers: 2, // most tests wait for a process they started
	},
});
