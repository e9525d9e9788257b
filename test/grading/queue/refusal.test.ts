import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../../src/grading/limits";
import { type QueuedJob, queuedJobSchema, queueId } from "../../../src/grading/queue/queued-job";
import { refusal, type WorkerState } from "../../../src/grading/queue/refusal";
import { jobKey } from "../../../src/grading/run/job-key";

const terms = { suite: "a".repeat(64), limits: defaultLimits, seed: 7 };
const source = { exercise: "02-softmax", main: "x.ts", files: { "x.ts": "1" } };
const queued: QueuedJob = {
	...terms,
	job: { key: jobKey(source, terms), ...source },
	isolation: "container",
};
const worker: WorkerState = {
	name: "node17",
	suites: { "02-softmax": terms.suite },
	isolation: "bubblewrap",
};

describe("a worker", () => {
	it("takes a job that it would judge as the one who submits expects", () => {
		expect(refusal(queued, worker)).toBeUndefined();
	});

	it("refuses a job of other tests, and says which machine has them", () => {
		const other = { ...worker, suites: { "02-softmax": "b".repeat(64) } };
		expect(refusal(queued, other)).toMatch(/node17 has other tests of 02-softmax.*same version/);
	});

	it("refuses an exercise that it does not know", () => {
		expect(refusal(queued, { ...worker, suites: {} })).toMatch(/no exercise 02-softmax/);
	});

	it("refuses a job whose content is not what its key says", () => {
		const job = { ...queued.job, files: { "x.ts": "2" } };
		expect(refusal({ ...queued, job }, worker)).toMatch(/another key/);
	});

	it("refuses when its isolation is weaker than what is asked for", () => {
		expect(refusal(queued, { ...worker, isolation: "none" })).toMatch(/only the isolation "none"/);
		expect(refusal({ ...queued, isolation: "none" }, { ...worker, isolation: "none" })).toBe(
			undefined,
		);
	});
});

describe("a job in the queue", () => {
	it("has a name without colon, of the tests' version and the content", () => {
		expect(queueId(queued)).toBe(`aaaaaaaaaaaa-${queued.job.key}`);
		expect(queueId({ ...queued, suite: "b".repeat(64) })).not.toBe(queueId(queued));
	});

	it("is read as it was written, and not taken when it is something else", () => {
		const sent: unknown = JSON.parse(JSON.stringify(queued));
		expect(queuedJobSchema.parse(sent)).toEqual(queued);
		expect(queuedJobSchema.safeParse({ ...queued, job: null }).success).toBe(false);
	});
});
