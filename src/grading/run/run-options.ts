import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { chosenExercises } from "../chosen-exercises";
import { parseLatePolicy } from "../gradebook/late-policy";
import { parseInstant } from "../gradebook/parse-instant";
import { GradingError } from "../grading-error";
import { readExtensions } from "../ingest/read-extensions";
import { readRoster } from "../ingest/read-roster";
import { readTimes } from "../ingest/read-times";
import { defaultLimits } from "../limits";
import { parseLimits } from "./parse-limits";
import { parseSeed } from "./parse-seed";
import type { RunSettings } from "./run-settings";
import { parseShard } from "./shard";

/** What an instructor says on the command line, as it was typed. */
export interface RunOptions {
	readonly submissions: string;
	readonly out: string;
	readonly seed?: string;
	readonly roster?: string;
	readonly times?: string;
	readonly deadline?: string;
	readonly late?: string;
	readonly extensions?: string;
	/** "05-attention,06" */
	readonly only?: string;
	readonly shard?: string;
	readonly limits?: string;
}

/** The same, understood: of the settings of a run, what an instructor decides. */
export type AskedSettings = Omit<RunSettings, "seed" | "exercises" | "isolation"> & {
	readonly seed?: number;
	readonly exercises: readonly string[];
};

/**
 * Understands the options and reads the files they name, except the submissions.
 *
 * @throws GradingError
 */
export async function readRunOptions(options: RunOptions): Promise<AskedSettings> {
	const { late = "none", deadline, seed, shard, limits, times } = options;
	parseLatePolicy(late);
	if (late !== "none" && deadline === undefined)
		throw new GradingError(
			`The late policy "${late}" needs a deadline: add --deadline 2026-11-20T23:59Z.`,
		);
	if (times !== undefined) await readTimes(times); // what is wrong with it is said before work starts
	const roster = options.roster === undefined ? undefined : await readRoster(options.roster);
	return {
		exercises: chosenExercises(options.only),
		limits: limits === undefined ? defaultLimits : parseLimits(limits),
		late,
		...(seed !== undefined && { seed: parseSeed(seed) }),
		...(deadline !== undefined && { deadline: parseInstant(deadline, "The deadline") }),
		...(shard !== undefined && { shard: parseShard(shard) }),
		...(roster && { roster }),
		...(options.extensions !== undefined && {
			extensions: await readExtensions(options.extensions, roster),
		}),
		inputs: {
			submissions: await existing(options.submissions),
			...(times !== undefined && { times: resolve(times) }),
		},
	};
}

async function existing(submissions: string): Promise<string> {
	try {
		await stat(submissions);
		return resolve(submissions);
	} catch (error) {
		const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new GradingError(
			`The submissions folder ${submissions} ${missing ? "is not there" : `cannot be read: ${(error as Error).message}`}. Name the folder, or the zip file, with --submissions.`,
		);
	}
}
