import { findLesson } from "../../course/find-lesson";
import type { Isolation } from "../jail/isolation";
import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import { defaultLimits, type Limits } from "../limits";
import type { Judge } from "./judge";
import { LaneEnded, type LaneProcess, startLane } from "./lane-process";
import type { LaneMessage } from "./messages";

export interface JudgeOptions {
	/** Of the fixtures that count; secret, when nobody shall write code for them. */
	readonly seed: number;
	/** Of the fixtures that a student may see: those of the course's own checks. */
	readonly publicSeed?: number;
	readonly isolation: Isolation;
	readonly limits?: Limits;
	/** How many submissions are examined at a time. */
	readonly lanes?: number;
}

/** A job that somebody waits for. */
interface Waiting {
	readonly job: Job;
	readonly resolve: (verdict: JobVerdict) => void;
	/** How often the grader failed over it. */
	failures: number;
	/** How often it crashed the compiler, alone. */
	crashes: number;
}

const largestBatch = 64;
const attempts = 4;
const mostCrashes = 2;

/** Creates a judge. Its processes are started when there is something to judge. */
export async function createJudge({
	seed,
	publicSeed = 1,
	isolation,
	limits = defaultLimits,
	lanes: width = 1,
}: JudgeOptions): Promise<Judge> {
	const settings = { seed, publicSeed, isolation, limits };
	const queue: Waiting[] = [];
	const running = new Set<LaneProcess>();
	const idle: LaneProcess[] = [];
	let busy = 0;
	let isClosed = false;

	const work = async (): Promise<void> => {
		busy++;
		for (let batch = nextBatch(queue, width); batch.length > 0; batch = nextBatch(queue, width)) {
			const lane = idle.pop() ?? startLane(settings);
			running.add(lane);
			await judgeBatch(lane, batch);
			if (lane.isAlive()) idle.push(lane);
			else running.delete(lane);
		}
		busy--;
	};

	const judgeBatch = async (lane: LaneProcess, batch: readonly Waiting[]): Promise<void> => {
		const open = new Map(batch.map((waiting) => [waiting.job.key, waiting]));
		let current: Waiting | undefined;
		let isCompiled = false;
		const hear = (message: LaneMessage) => {
			if (message.kind === "compiled") isCompiled = true;
			if (message.kind === "begun") current = open.get(message.key);
			if (message.kind !== "verdict") return;
			open.get(message.verdict.key)?.resolve(message.verdict);
			open.delete(message.verdict.key);
		};
		const [first] = batch as [Waiting];
		const jobs = batch.map(({ job }) => job);
		const { exercise } = first.job;
		const isUnreadable = first.crashes >= mostCrashes;
		const failure = await lane
			.judge({ exercise, jobs, ...(isUnreadable && { isUnreadable }) }, hear)
			.then(
				() => new Error("A process of the judge said nothing of it."),
				(error: Error) => error,
			);
		if (open.size === 0) return;
		await lane.close();
		const isCrash = failure instanceof LaneEnded && failure.isCrash;
		if (isCrash && !isCompiled && batch.length === 1) first.crashes++;
		// the one that was being examined is to blame, or, when there was none, each of them
		const blamed = current && open.has(current.job.key) ? [current] : [...open.values()];
		for (const waiting of blamed) waiting.failures++;
		for (const waiting of open.values()) {
			if (waiting.failures < attempts && !isClosed) queue.push(waiting);
			else waiting.resolve(infraError(waiting.job, isolation, failure.message));
		}
	};

	return {
		judge: (job) =>
			new Promise((resolve) => {
				if (isClosed) return resolve(infraError(job, isolation, "The judge was closed."));
				queue.push({ job, resolve, failures: 0, crashes: 0 });
				if (busy < width) setImmediate(() => busy < width && work());
			}),
		async close() {
			isClosed = true;
			for (const { job, resolve } of queue.splice(0))
				resolve(infraError(job, isolation, "The judge was closed."));
			await Promise.all([...running].map((lane) => lane.close()));
		},
	};
}

/**
 * Takes the oldest job, and others of its exercise, as many as are due to one of the lanes. One over which the
 * grader failed before is taken alone.
 */
function nextBatch(queue: Waiting[], lanes: number): Waiting[] {
	const first = queue[0];
	if (!first) return [];
	const share = Math.min(largestBatch, Math.ceil(queue.length / lanes));
	const batch: Waiting[] = [];
	const keys = new Set<string>();
	for (let i = 0; i < queue.length && batch.length < share; ) {
		const waiting = queue[i]!;
		const fits =
			waiting === first ||
			(first.failures === 0 &&
				waiting.failures === 0 &&
				waiting.job.exercise === first.job.exercise &&
				!keys.has(waiting.job.key));
		if (fits) {
			keys.add(waiting.job.key);
			batch.push(...queue.splice(i, 1));
		} else i++;
	}
	return batch;
}

function infraError({ key, exercise }: Job, isolation: Isolation, why: string): JobVerdict {
	return {
		key,
		exercise,
		state: "infra-error",
		points: 0,
		maxPoints: findLesson(exercise).exercise.points,
		tests: [],
		isolation,
		problem: `The grader could not judge this. ${why}`,
	};
}
