import { join } from "node:path";
import { z } from "zod";
import { GradingError } from "../grading-error";
import type { Extension, Roster } from "../ingest/roster";
import { type Isolation, isolations } from "../jail/isolation";
import type { Limits } from "../limits";
import { limitsSchema } from "../limits-schema";
import type { ExerciseManifest } from "./exercise-manifest";
import { readJson, writeJson } from "./json-file";
import type { Shard } from "./shard";

/** Everything that the results in an output folder were made with: OUT/run.json. It holds the secret seed. */
export interface RunSettings {
	readonly seed: number;
	/** In the order of the course. */
	readonly exercises: readonly ExerciseManifest[];
	readonly limits: Limits;
	/** Verdicts were made behind this, or behind something stronger. */
	readonly isolation: Isolation;
	/** ISO 8601, UTC. */
	readonly deadline?: string;
	/** As `parseLatePolicy` reads it. */
	readonly late: string;
	readonly roster?: Roster;
	readonly extensions?: readonly Extension[];
	/** Which part of the class this is. */
	readonly shard?: Shard;
	/** Absolute paths. */
	readonly inputs: { readonly submissions: string; readonly times?: string };
}

const moreTime = z.union([
	z.strictObject({ until: z.string() }),
	z.strictObject({ seconds: z.number() }),
]);

const rosterStudent = z.object({
	id: z.string(),
	name: z.string().exactOptional(),
	email: z.string().exactOptional(),
	section: z.string().exactOptional(),
	ids: z.record(z.string(), z.string()),
	extension: moreTime.exactOptional(),
	lateDays: z.number().exactOptional(),
});

const settingsSchema: z.ZodType<RunSettings> = z.object({
	seed: z.number().int().nonnegative(),
	exercises: z.array(
		z.object({
			exercise: z.string(),
			suite: z.string(),
			tests: z.array(z.object({ name: z.string(), points: z.number() })),
		}),
	),
	limits: limitsSchema,
	isolation: z.enum(isolations),
	deadline: z.string().exactOptional(),
	late: z.string(),
	roster: z
		.object({ students: z.array(rosterStudent), notes: z.array(z.string()) })
		.exactOptional(),
	extensions: z
		.array(z.object({ student: z.string(), time: moreTime, why: z.string().exactOptional() }))
		.exactOptional(),
	shard: z.object({ number: z.number().int(), of: z.number().int() }).exactOptional(),
	inputs: z.object({ submissions: z.string(), times: z.string().exactOptional() }),
});

const pathIn = (out: string): string => join(out, "run.json");

/** The settings of the run in this folder, if there was one. @throws GradingError */
export const findSettings = (out: string): Promise<RunSettings | undefined> =>
	readJson(pathIn(out), settingsSchema);

/** The settings of the run in this folder. @throws GradingError when there was none */
export async function readSettings(out: string): Promise<RunSettings> {
	const settings = await findSettings(out);
	if (settings) return settings;
	throw new GradingError(
		`There is no run in ${out}: it has no run.json. Begin with "attention-lab grade run --submissions DIR --out ${out}".`,
	);
}

/** Nobody but the owner can read the seed. @throws GradingError */
export const writeSettings = (out: string, settings: RunSettings): Promise<void> =>
	writeJson(pathIn(out), settings, 0o600);
