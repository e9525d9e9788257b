import type { Examinee } from "../../course/checking/examiner";
import type { PropertyOutline, PropertyReport } from "../../course/checking/report";
import { isUnanswered } from "../../course/checking/unanswered";
import { importProblem } from "../../course/judge/import-problem";
import { replacedProblem } from "../../course/judge/replaced-problem";
import type { Implementation } from "../../course/lesson";
import { type ProcessorTime, processorTime } from "../jail/processor-time";
import type { Limits } from "../limits";
import { createChannel } from "../protocol/channel";
import { GraderMistake } from "./grader-mistake";
import { createJailedProgram, type JailedProgram } from "./jailed-program";
import type { Asked, Examination, JailHandle, JailLoss } from "./messages";
import { onClock } from "./on-clock";

/** Runs a property on an implementation. */
type Ask = (implementation: Implementation, seed: number) => PropertyReport;

/** A submission that can be asked. */
interface Current {
	readonly program: JailedProgram;
	readonly implementation: Implementation;
	readonly time: ProcessorTime;
}

/** How a submission gets its jails. */
export interface Jails {
	/** A new jail, in which the program is being loaded. */
	next(): Promise<JailHandle>;
	/** Why the last one is gone. */
	whyLost(isBroken: boolean): Promise<JailLoss>;
}

interface Settings {
	readonly name: string;
	readonly label: string;
	readonly seed: number;
	readonly publicSeed: number;
	readonly limits: Limits;
	readonly mapped: (stack: string) => string;
}

/**
 * A submission in its jail. Every property is asked with the seed of the run; those that fail are asked again
 * with the public one, in a jail that has seen nothing of the hidden fixtures: of that the student may see all.
 *
 * @param tell is given everything that was found out
 */
export function createExaminee(
	{ name, label, seed, publicSeed, limits, mapped }: Settings,
	jails: Jails,
	tell: (examination: Examination) => void,
): Examinee {
	const hidden: Asked[] = [];
	const open: Record<string, Asked> = {};
	const again: (() => Promise<void>)[] = [];
	const timeouts = new Map<string, number>();
	let current: Current | undefined;
	let starts = 0;
	let lastLoss: JailLoss | undefined;
	let failure: Pick<Examination, "problem" | "lostAtLoad" | "mistake"> | undefined;

	/** What is running, in a new jail when there is none; undefined when it cannot be had. */
	const start = async (): Promise<Current | undefined> => {
		if (current) return current;
		starts++;
		const { pid, requests, answers, watch } = await jails.next();
		const program = createJailedProgram(
			createChannel(answers, requests, limits.frameBytes),
			watchedBy(watch),
			mapped,
		);
		try {
			current = { program, implementation: program.load(), time: processorTime(pid) };
			return current;
		} catch (error) {
			if (error instanceof GraderMistake) throw error;
			if (isUnanswered(error)) lastLoss = await jails.whyLost(program.isBroken());
			if (starts > 1) return undefined;
			failure = isUnanswered(error)
				? { lostAtLoad: lastLoss! }
				: { problem: importProblem(asThrown(error), { text: "", file: label, label }) };
			return undefined;
		}
	};

	const ask = async (property: PropertyOutline, run: Ask, withSeed: number): Promise<Asked> => {
		if ((timeouts.get(property.of) ?? 0) >= 2)
			return { kind: "given up", by: "call time", why: "function" };
		if (lastLoss === "job time" || (!current && starts > limits.restarts))
			return { kind: "given up", by: lastLoss ?? "exit", why: "restarts" };
		const started = await start();
		if (!started) return { kind: "lost", by: lastLoss ?? "exit" };
		const { implementation, time } = started;
		try {
			const report = onClock(time.seconds, () => run(implementation, withSeed));
			return { kind: "report", report };
		} catch (error) {
			if (error instanceof GraderMistake) throw error;
			if (isUnanswered(error)) return { kind: "lost", by: await lose(property) };
			return { kind: "report", report: unexaminable(property, error) };
		}
	};

	/** The next property gets a new jail. */
	const leave = (): void => {
		current?.time.close();
		current = undefined;
	};

	const lose = async (property: PropertyOutline): Promise<JailLoss> => {
		const { program } = current!;
		leave();
		lastLoss = await jails.whyLost(program.isBroken());
		const of = program.lostIn() ?? property.of;
		if (lastLoss === "call time") timeouts.set(of, (timeouts.get(of) ?? 0) + 1);
		return lastLoss;
	};

	const examineBy = async (property: PropertyOutline, run: Ask): Promise<void> => {
		const asked = await ask(property, run, seed);
		hidden.push(asked);
		if (seed !== publicSeed && asked.kind === "report" && asked.report.status === "failed")
			again.push(async () => {
				open[property.name] = await ask(property, run, publicSeed);
			});
	};

	const askAgain = async (): Promise<void> => {
		const replaced = current ? replacedIn(current.program) : [];
		if (replaced.length > 0) failure = { problem: replacedProblem(replaced) };
		if (failure || again.length === 0) return;
		leave();
		starts = Math.min(starts, limits.restarts);
		for (const once of again) await once();
	};

	const unlessFailed = async (run: () => Promise<void>): Promise<void> => {
		if (failure) return;
		try {
			await run();
		} catch (error) {
			failure = { mistake: String(error) };
		}
	};

	return {
		name,
		examine: (property, run) => unlessFailed(() => examineBy(property, run)),
		async finish() {
			await unlessFailed(askAgain);
			leave();
			tell({ hidden, open, ...failure });
		},
	};
}

/**
 * A property that stumbled over a result, as `rows.map` does over a result that has no rows. No right answer
 * does that to it.
 */
function unexaminable(property: PropertyOutline, error: unknown): PropertyReport {
	const summary = `${property.of} returned something that cannot be examined, because it is not of the kind that was asked for (${error}).`;
	return { ...property, status: "failed", failure: { summary } };
}

function replacedIn(program: JailedProgram): readonly string[] {
	try {
		return program.replacedBuiltIns();
	} catch {
		return []; // whoever keeps silent now has been asked everything else
	}
}

/** Tells the watch when a call begins and ends; a call that is made within another belongs to that one. */
function watchedBy(watch: Int32Array) {
	let depth = 0;
	return {
		begin() {
			if (depth++ > 0) return;
			Atomics.add(watch, 0, 1);
			Atomics.store(watch, 1, 1);
		},
		end() {
			if (--depth === 0) Atomics.store(watch, 1, 0);
		},
	};
}

/** What was thrown, in the form in which vitest would tell it. */
function asThrown(error: unknown): { name?: string; message: string; stack?: string } {
	if (!(error instanceof Error)) return { message: String(error) };
	const { name, message, stack } = error;
	return { name, message, ...(stack !== undefined && { stack }) };
}
