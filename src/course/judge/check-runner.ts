import { join } from "node:path";
import { createVitest } from "vitest/node";
import { projectRoot } from "../../project-root";
import type { Announce } from "../checking/announce";
import { createEditedModules } from "./edited-modules";
import { createLearnerModule, exerciseModule } from "./learner-module";
import type { Source } from "./source-problem";
import { createSpareThreadPool, type SpareThreads } from "./spare-thread-pool";
import { startThread } from "./start-thread";

export interface CheckRunner {
	/**
	 * Runs the check file of an exercise against a source; without one, against a file that exports
	 * nothing. Returns the error that kept the check file from being loaded, if there was one.
	 */
	run(exercise: string, source: Source | undefined, seed: number): Promise<LoadError | undefined>;
}

export interface LoadError {
	readonly name?: string;
	readonly message: string;
	readonly stack?: string;
}

const learnersThreads: SpareThreads = {
	start: () => startThread(join("course", "judge", "thread.js")),
};

/** Starts vitest once, for many checks. It reads no configuration and writes no file. */
export async function createCheckRunner(
	announce: Announce,
	threads = learnersThreads,
): Promise<CheckRunner> {
	const learner = createLearnerModule();
	const edited = createEditedModules();
	const vitest = await createVitest(
		"test",
		{
			config: false,
			root: projectRoot,
			watch: false,
			include: ["test/exercises/*.test.ts"],
			pool: createSpareThreadPool(announce, threads),
			maxWorkers: 1,
			testTimeout: 0, // whoever asks for a check watches the time
			hookTimeout: 0,
			reporters: [{}],
			cache: false,
			api: false,
			disableConsoleIntercept: true,
			dangerouslyIgnoreUnhandledErrors: true,
		},
		{
			logLevel: "silent",
			plugins: [learner.plugin, edited.plugin],
			resolve: { alias: packageAliases },
			optimizeDeps: { noDiscovery: true },
			server: { watch: null, hmr: false },
		},
	);

	return {
		async run(exercise, source, seed) {
			learner.stand(exercise, source);
			for (const file of edited.since()) vitest.invalidateFile(file);
			vitest.invalidateFile(exerciseModule(exercise));
			vitest.provide("exerciseSeed", seed);
			const file = join(projectRoot, "test", "exercises", `${exercise}.test.ts`);
			const specification = vitest.getRootProject().createSpecification(file);
			const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
			const error = testModules[0]?.errors()[0] ?? (testModules.length === 0 && unhandledErrors[0]);
			return error ? (error as LoadError) : undefined;
		},
	};
}

const packageAliases = [
	{ find: /^attention-lab$/, replacement: join(projectRoot, "src", "attention", "index.ts") },
	{ find: /^attention-lab\/(\w+)$/, replacement: join(projectRoot, "src", "$1", "index.ts") },
];
