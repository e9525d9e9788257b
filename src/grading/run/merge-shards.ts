import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { byCodeUnits } from "../by-code-units";
import { appendOverride, readOverrides } from "../gradebook/override-file";
import { GradingError } from "../grading-error";
import { weakestIsolation } from "../jail/isolation";
import type { StudentResult } from "../student-result";
import { type IntakeRecord, readIntakeRecord } from "./intake-record";
import { openJournal } from "./journal";
import { writeJson } from "./json-file";
import { openOut } from "./open-out";
import { withOutLock } from "./out-lock";
import { readResults, writeResults } from "./results-file";
import { findSettings, type RunSettings, readSettings, writeSettings } from "./run-settings";
import { type RunSummary, runSummary } from "./run-summary";
import { overridesIn, writeGradebook } from "./write-gradebook";

interface ShardOut {
	readonly path: string;
	readonly settings: RunSettings;
	readonly results: readonly StudentResult[];
	readonly intake: IntakeRecord;
}

/**
 * Makes one output folder of those of all shards: the same as if one machine had graded the class.
 *
 * @throws GradingError when a shard is missing, there twice or not graded to its end, or when two were not graded alike
 */
export async function mergeShards(path: string, from: readonly string[]): Promise<RunSummary> {
	const shards = await Promise.all(from.map(readShard));
	const out = await openOut(path);
	if (shards.some((shard) => shard.path === out))
		throw new GradingError(`${path} is one of the shards. Give --out a folder of its own.`);
	refuseIncomplete(shards);
	for (const shard of shards.slice(1)) refuseUnlike(shards[0]!, shard);

	return withOutLock(out, async () => {
		const settings = mergedSettings(shards);
		const earlier = await findSettings(out);
		if (earlier && earlier.seed !== settings.seed)
			throw new GradingError(
				`${path} holds a run with another seed. Give --out a new folder, or the one that these shards were merged into before.`,
			);
		const intake = mergedIntake(shards);
		const results = shards
			.flatMap(({ results }) => results)
			.sort((a, b) => byCodeUnits(a.student, b.student));
		await writeSettings(out, settings);
		await addJournals(out, shards);
		await addOverrides(out, shards);
		await writeJson(join(out, "intake.json"), intake);
		await writeResults(out, results);
		return runSummary(out, results, await writeGradebook(out), intake);
	});
}

async function readShard(path: string): Promise<ShardOut> {
	return {
		path: resolve(path),
		settings: await readSettings(path),
		results: await readResults(path),
		intake: await readIntakeRecord(path),
	};
}

function refuseIncomplete(shards: readonly ShardOut[]): void {
	const whole = shards.find(({ settings }) => !settings.shard);
	if (whole)
		throw new GradingError(
			`${whole.path} is the run of a whole class, not of a shard: there is nothing to merge it with.`,
		);
	const [count = 0, ...others] = new Set(shards.map(({ settings }) => settings.shard!.of));
	if (others.length > 0)
		throw new GradingError(
			`These are shards of different divisions: ${shards.map(({ path, settings: { shard } }) => `${path} is ${shard!.number}/${shard!.of}`).join(", ")}.`,
		);
	const numbers = shards.map(({ settings }) => settings.shard!.number);
	const twice = numbers.find((number, i) => numbers.indexOf(number) !== i);
	if (twice !== undefined) {
		const same = shards.filter(({ settings }) => settings.shard!.number === twice);
		throw new GradingError(
			`Shard ${twice}/${count} is there ${same.length} times: ${same.map(({ path }) => path).join(", ")}. Name each shard once.`,
		);
	}
	const missing = Array.from({ length: count }, (_, i) => i + 1).filter(
		(n) => !numbers.includes(n),
	);
	if (missing.length > 0)
		throw new GradingError(
			`${missing.length === 1 ? "Shard" : "Shards"} ${missing.map((n) => `${n}/${count}`).join(", ")} ${missing.length === 1 ? "is" : "are"} missing. Name the output folders of all ${count} shards.`,
		);
}

function refuseUnlike(a: ShardOut, b: ShardOut): void {
	const differing: string[] = (
		[
			["seed", "secret seed"],
			["exercises", "exercises or tests"],
			["limits", "limits"],
			["deadline", "deadline"],
			["late", "late policy"],
			["roster", "roster"],
			["extensions", "extensions"],
		] as const
	)
		.filter(([field]) => !isDeepStrictEqual(a.settings[field], b.settings[field]))
		.map(([, name]) => name);
	if (!isDeepStrictEqual(a.intake.quarantine, b.intake.quarantine)) differing.push("submissions");
	if (differing.length === 0) return;
	throw new GradingError(
		`${a.path} and ${b.path} were not graded alike: they differ in ${differing.join(", ")}. Grade one of them again with the options of the other.`,
	);
}

function mergedSettings(shards: readonly ShardOut[]): RunSettings {
	const { shard: _, ...settings } = shards[0]!.settings;
	const isolation = weakestIsolation(shards.map((one) => one.settings.isolation));
	return { ...settings, isolation };
}

function mergedIntake(shards: readonly ShardOut[]): IntakeRecord {
	return {
		quarantine: shards[0]!.intake.quarantine,
		attempts: shards
			.flatMap(({ intake }) => intake.attempts)
			.sort((a, b) => byCodeUnits(a.student, b.student)),
	};
}

/** So that a regrade of the whole class judges nothing a second time. */
async function addJournals(out: string, shards: readonly ShardOut[]): Promise<void> {
	const journal = await openJournal(join(out, "journal.jsonl"));
	try {
		for (const { path } of shards) {
			const own = await openJournal(join(path, "journal.jsonl"));
			await own.close();
			const missing = [...own.verdicts.values()].filter(({ key }) => !journal.verdicts.has(key));
			await Promise.all(missing.map((verdict) => journal.append(verdict)));
		}
	} finally {
		await journal.close();
	}
}

async function addOverrides(out: string, shards: readonly ShardOut[]): Promise<void> {
	const known = await readOverrides(overridesIn(out));
	for (const { path } of shards)
		for (const override of await readOverrides(overridesIn(path)))
			if (!known.some((one) => isDeepStrictEqual(one, override)))
				await appendOverride(overridesIn(out), override);
}
