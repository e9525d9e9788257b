import { join } from "node:path";
import { MessageChannel, type MessagePort, type Worker } from "node:worker_threads";
import type { PropertyOutline } from "../../course/checking/report";
import { findLesson } from "../../course/find-lesson";
import { createCheckRunner } from "../../course/judge/check-runner";
import { startThread } from "../../course/judge/start-thread";
import type { Lesson } from "../../course/lesson";
import type { Job } from "../job";
import { createAttendant } from "./attendant";
import { type Compiled, compileProgram } from "./compile-program";
import { createJailHost } from "./jail-host";
import type { Batch, Examination, LaneMessage, LaneSettings } from "./messages";
import { typeErrors } from "./type-errors";
import { verdictOf } from "./verdict-of";

/**
 * Creates a lane: a function that judges one batch after the other, each in one run of the check file. It
 * rejects when the grader itself fails.
 */
export async function createLane(
	settings: LaneSettings,
	tell: (message: LaneMessage) => void,
): Promise<(batch: Batch) => Promise<void>> {
	const host = createJailHost();
	const ports = new WeakMap<Worker, MessagePort>();
	let onUse = (_: MessagePort) => {};
	let onOutline = (_: readonly PropertyOutline[]) => {};

	const start = (): Worker => {
		const { port1, port2 } = new MessageChannel();
		const workerData = { lane: port2, settings };
		const program = join("grading", "judge", "thread.js");
		const thread = startThread(program, { workerData, transferList: [port2] });
		ports.set(thread, port1);
		return thread;
	};
	const runner = await createCheckRunner(
		(event) => event.kind === "outline" && onOutline(event.properties),
		{ start, onUse: (thread) => onUse(ports.get(thread)!) },
	);

	return async ({ exercise, jobs, isUnreadable = false }) => {
		const lesson = findLesson(exercise);
		const compiled = isUnreadable ? jobs.map(unreadable) : await compileAll(jobs, lesson);
		tell({ kind: "compiled" });
		const types = typeErrors(
			compiled.filter(isCompiled).map(({ job }) => job),
			() => tell({ kind: "types" }),
		);
		const outlined = new Promise<readonly PropertyOutline[]>((resolve) => {
			onOutline = resolve;
		});
		const told: Promise<void>[] = [];
		const judge = async (job: Job, examination: Examination) => {
			if (examination.mistake) throw new Error(examination.mistake);
			const isHidden = settings.seed !== settings.publicSeed;
			const outline = await outlined;
			const errors = (await types).get(job);
			const verdict = verdictOf(job, examination, { ...settings, lesson, outline, isHidden });
			tell({ kind: "verdict", verdict: { ...verdict, ...(errors && { typeErrors: errors }) } });
		};
		const attendant = createAttendant(compiled.filter(isCompiled), host, settings, {
			onBegin: ({ key }) => tell({ kind: "begun", key }),
			onEnd: (job, examination) => {
				told.push(judge(job, examination));
			},
		});
		onUse = attendant.serve;
		const error = await runner.run(exercise, undefined, settings.seed);
		await attendant.close();
		if (error && !error.message.startsWith("No test")) throw new Error(error.message);
		for (const { job, compiled: result } of compiled)
			if ("problem" in result)
				told.push(judge(job, { hidden: [], open: {}, problem: result.problem }));
		await Promise.all(told);
	};
}

function compileAll(jobs: readonly Job[], lesson: Lesson) {
	return Promise.all(
		jobs.map(async (job) => ({ job, compiled: await compileProgram(job, lesson) })),
	);
}

function unreadable(job: Job): { job: Job; compiled: Compiled } {
	const summary = `${job.main} cannot be compiled: the compiler comes to its end. Is something nested thousands of levels deep?`;
	return { job, compiled: { problem: { summary } } };
}

export interface CompiledJob {
	readonly job: Job;
	readonly compiled: Exclude<Compiled, { problem: unknown }>;
}

const isCompiled = (one: { job: Job; compiled: Compiled }): one is CompiledJob =>
	!("problem" in one.compiled);
