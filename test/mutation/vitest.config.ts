import { defineConfig } from "vitest/config";
import unitTests from "../vitest.config.ts";

/** The check files, examining the solutions in place of a learner's answers. */
export default defineConfig({
	...unitTests,
	test: { include: ["test/exercises/*.test.ts"], testTimeout: 30_000 },
});
