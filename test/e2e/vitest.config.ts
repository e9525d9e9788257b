import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Every test drives a real browser, or real Jupyter clients; they share two cores, so they take turns. */
export default defineConfig({
	root: fileURLToPath(new URL("../..", import.meta.url)),
	test: {
		include: ["test/{e2e,jupyter}/**/*.test.ts"],
		globalSetup: ["test/build-first.ts"],
		fileParallelism: false,
		maxConcurrency: 2,
		testTimeout: 60_000,
		hookTimeout: 240_000,
		expect: { poll: { timeout: 20_000 } }, // a busy machine is no reason to fail
		retry: 1, // nor is a browser that lost its way once
	},
});
