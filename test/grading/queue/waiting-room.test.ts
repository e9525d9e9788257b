import { describe, expect, it } from "vitest";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { defaultLimits } from "../../../src/grading/limits";
import { type QueuedJob, queueId } from "../../../src/grading/queue/queued-job";
import { createWaitingRoom } from "../../../src/grading/queue/waiting-room";
import { manifests, simpleVerdict } from "../run/sample-class";

const queued: QueuedJob = {
	job: { key: "k", exercise: "02-softmax", main: "x.ts", files: { "x.ts": "gamma" } },
	suite: "first",
	limits: defaultLimits,
	seed: 7,
	isolation: "container",
};
const id = queueId(queued);
const right = simpleVerdict(queued.job);

/** Somebody who waits, and what was forgotten. */
function waiting() {
	const forgotten: string[] = [];
	const room = createWaitingRoom(manifests(), (name) => forgotten.push(name));
	return { room, forgotten, verdict: room.wait(queued) };
}

describe("whoever waits for a job of the queue", () => {
	it("gets the verdict, as an event or a job carries it", async () => {
		for (const answer of [right, JSON.stringify(right)]) {
			const { room, verdict } = waiting();
			room.completed(id, answer);
			expect(await verdict).toEqual(right);
			expect(room.waiting.size).toBe(0);
		}
	});

	it("does not mind to be told twice, or of another's job", async () => {
		const { room, verdict } = waiting();
		room.completed("other", right);
		room.completed(id, right);
		room.failed(id, "too late");
		room.completed(id, { ...right, points: 0 });
		expect(await verdict).toEqual(right);
	});

	it.each<[string, unknown]>([
		["nothing", undefined],
		["no JSON", "{"],
		["the verdict of another job", { ...right, key: "other" }],
		["a verdict without its tests", { ...right, tests: [] }],
		["a verdict of other tests", { ...right, tests: [{ ...right.tests[0], name: "delta" }] }],
		["a verdict from behind a weaker isolation", { ...right, isolation: "none" }],
	])("gets an infra-error, never a zero, for %s, and it is judged again", async (_, answer) => {
		const { room, verdict, forgotten } = waiting();
		room.completed(id, answer);
		expect(await verdict).toMatchObject({ state: "infra-error", key: "k", maxPoints: 4 });
		expect((await verdict).tests.map(({ name }) => name)).toEqual(["gamma"]);
		expect(forgotten).toEqual([id]);
	});

	it("is told of a worker's infra-error, and it is judged again", async () => {
		const { room, verdict, forgotten } = waiting();
		const failed: JobVerdict = { ...right, state: "infra-error" };
		room.completed(id, failed);
		expect(await verdict).toEqual(failed);
		expect(forgotten).toEqual([id]);
	});

	it("is told when a worker refuses, with the worker's words", async () => {
		const { room, verdict } = waiting();
		room.failed(id, "refused: node17 has other tests");
		await expect(verdict).rejects.toThrow(/^node17 has other tests$/);
	});

	it("gets an infra-error when workers died over it too often", async () => {
		const { room, verdict } = waiting();
		room.failed(id, "job stalled more than allowable limit");
		expect(await verdict).toMatchObject({
			state: "infra-error",
			problem: expect.stringContaining("stalled"),
		});
	});
});
