import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { GradingError } from "../grading-error";
import { changedSettings } from "./changed-settings";
import { finishRun } from "./finish-run";
import { gradeClass, type RunListener } from "./grade-class";
import { openOut } from "./open-out";
import { withOutLock } from "./out-lock";
import { findResults } from "./results-file";
import { type RunOptions, readRunOptions } from "./run-options";
import type { RunParts } from "./run-parts";
import { findSettings, type RunSettings, writeSettings } from "./run-settings";
import type { RunSummary } from "./run-summary";

/** The one that `check` uses when nobody says another. */
const publicSeed = 1;

/**
 * Grades a class: reads what was handed in, judges it, and writes results and gradebook into the output folder.
 * Killed anywhere and started again with the same options, it goes on and writes the same bytes.
 *
 * @throws GradingError when something given is wrong, before any work begins, or when it cannot go on
 * @throws the reason of `signal` when it is aborted
 */
export async function gradeRun(
	options: RunOptions,
	parts: RunParts,
	listener: RunListener,
	signal?: AbortSignal,
): Promise<RunSummary> {
	const asked = await readRunOptions(options);
	const out = await openOut(options.out, asked.inputs.submissions);
	return withOutLock(out, async () => {
		listener.say("Checking the tests of the course and the isolation …");
		const earlier = await findSettings(out);
		refuseOtherShard(asked, earlier, options.out);
		const seed = settledSeed(asked.seed, earlier, out, asked.shard !== undefined);
		if (seed === publicSeed)
			listener.say(`Seed ${seed} is the course's own: every student has seen these inputs.`);
		const isolation = await parts.isolation();
		const { exercises: ids, ...rest } = asked;
		const exercises = await parts.manifests(ids, earlier?.exercises ?? []);
		const settings: RunSettings = { ...rest, seed, exercises, isolation };
		await refuseOtherSuite(out, settings, earlier);
		const changes = earlier ? changedSettings(earlier, settings) : [];
		if (changes.length > 0) listener.say(`Other than in the run before: ${changes.join("; ")}.`);
		await writeSettings(out, settings);
		return finishRun(out, await gradeClass(out, settings, parts, listener, signal));
	});
}

/** Two shards in one folder would replace each other's results. */
function refuseOtherShard(
	{ shard }: Pick<RunSettings, "shard">,
	earlier: RunSettings | undefined,
	out: string,
): void {
	if (!earlier || isDeepStrictEqual(shard, earlier.shard)) return;
	const was = earlier.shard ? `shard ${earlier.shard.number}/${earlier.shard.of}` : "a whole class";
	throw new GradingError(
		`${out} holds the run of ${was}. Give every shard an output folder of its own.`,
	);
}

/** A seed that was used once stays: other fixtures would be another examination. */
function settledSeed(
	asked: number | undefined,
	earlier: RunSettings | undefined,
	out: string,
	isShard: boolean,
): number {
	if (earlier && asked !== undefined && asked !== earlier.seed)
		throw new GradingError(
			`The run in ${out} has another seed. Leave --seed away to go on with it, or give --out a new folder to grade everybody anew.`,
		);
	const seed = asked ?? earlier?.seed;
	if (seed !== undefined) return seed;
	if (isShard)
		throw new GradingError(
			"All shards must have the same secret seed: give --seed, or set ATTENTION_LAB_SEED. Any whole number will do that the class does not know.",
		);
	return randomInt(2 ** 47);
}

/** Results of other tests are never replaced without showing what changes. */
async function refuseOtherSuite(
	out: string,
	{ exercises }: RunSettings,
	earlier: RunSettings | undefined,
): Promise<void> {
	const before = new Map(earlier?.exercises.map(({ exercise, suite }) => [exercise, suite]));
	const changed = exercises.filter(
		({ exercise, suite }) => before.has(exercise) && before.get(exercise) !== suite,
	);
	if (changed.length === 0 || !(await findResults(out))) return;
	throw new GradingError(
		`The tests of ${changed.map(({ exercise }) => exercise).join(", ")}, the library or the grader changed since ${resolve(out)} was graded. "attention-lab grade regrade --out ${out}" shows what that changes, and replaces the results when you say so.`,
	);
}
