import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const src = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

/**
 * Tests of functions that leave nothing behind: they share a thread, and load the course once. Not
 * those that look at the memory or start threads of their own.
 */
const pure = [
	"test/{attention,plots}/**/*.test.ts",
	"test/tensor/!(growth|threads).test.ts",
	"test/tensor/*/**/*.test.ts",
	"test/course/{checking,lessons}/**/*.test.ts",
	"test/grading/{collect,exports,gradebook,ingest,protocol,reports,run,similar}/**/*.test.ts",
];
const elsewhere = [
	"**/node_modules/**",
	"test/e2e/**",
	"test/jupyter/**",
	"test/exercises/**",
	"test/bench/**",
];

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
		globalSetup: ["test/build-first.ts"],
		maxWorkers: 2, // most tests wait for a process they started
		projects: [
			{
				extends: true,
				test: {
					name: "functions",
					include: pure,
					exclude: elsewhere,
					isolate: false,
					testTimeout: 30_000, // a busy machine is no reason to fail
				},
			},
			{
				extends: true,
				test: {
					name: "programs",
					include: ["test/**/*.test.ts"],
					exclude: [...elsewhere, ...pure],
					testTimeout: 30_000,
				},
			},
		],
	},
});
