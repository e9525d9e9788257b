import { join } from "node:path";
import { MessageChannel, type MessagePort, type Worker } from "node:worker_threads";
import type { PropertyOutline } from "../../course/checking/report";
import { findLesson } from "../../course/find-lesson";
import { createCheckRunner } from "../../course/judge/check-runner";
import { startThread } from "../../course/judge/start-thread";
import type { Job } from "../job";
import { createAttendant } from "./attendant";
import { type Compiled, compileProgram } from "./compile-program";
import type { Batch, Examination, LaneMessage, LaneSettings } from "./messages";
import { verdictOf } from "./verdict-of";

/**
 * Creates a lane: a function that judges one batch after the other, each in one run of the check file. It
 * rejects when the grader itself fails.
 */
export async function createLane(
	settings: LaneSettings,
	tell: (message: LaneMessage) => void,
): Promise<(batch: Batch) => Promise<void>> {
	const ports = new WeakMap<Worker, MessagePort>();
	let outline: readonly PropertyOutline[] = [];
	let onUse = (_: MessagePort) => {};

	const start = (): Worker => {
		const { port1, port2 } = new MessageChannel();
		const workerData = { lane: port2, settings };
		const program = join("grading", "judge", "thread.js");
		const thread = startThread(program, { workerData, transferList: [port2] });
		ports.set(thread, port1);
		return thread;
	};
	const runner = await createCheckRunner(
		(event) => {
			if (event.kind === "outline") outline = event.properties;
		},
		{ start, onUse: (thread) => onUse(ports.get(thread)!) },
	);

	return async ({ exercise, jobs }) => {
		const lesson = findLesson(exercise);
		const judge = (job: Job, examination: Examination) => {
			const isHidden = settings.seed !== settings.publicSeed;
			const context = { ...settings, lesson, outline, isHidden };
			tell({ kind: "verdict", verdict: verdictOf(job, examination, context) });
		};
		const all = await Promise.all(
			jobs.map(async (job) => ({ job, compiled: await compileProgram(job, lesson) })),
		);
		const attendant = createAttendant(all.filter(isCompiled), settings, {
			onBegin: ({ key }) => tell({ kind: "begun", key }),
			onEnd: judge,
		});
		onUse = attendant.serve;
		const error = await runner.run(exercise, undefined, settings.seed);
		await attendant.close();
		if (error && outline.length === 0) throw new Error(error.message);
		for (const { job, compiled } of all)
			if ("problem" in compiled) judge(job, { hidden: [], open: {}, problem: compiled.problem });
	};
}

export interface CompiledJob {
	readonly job: Job;
	readonly compiled: Exclude<Compiled, { problem: unknown }>;
}

const isCompiled = (one: { job: Job; compiled: Compiled }): one is CompiledJob =>
	!("problem" in one.compiled);
