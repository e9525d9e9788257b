import { describe, expect, it } from "vitest";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { defaultLimits } from "../../../src/grading/limits";
import { createJudgeShelf } from "../../../src/grading/queue/judge-shelf";
import type { QueuedJob } from "../../../src/grading/queue/queued-job";

const queued = (seed: number): QueuedJob => ({
	job: { key: `${seed}`, exercise: "02-softmax", main: "x.ts", files: {} },
	suite: "s",
	limits: defaultLimits,
	seed,
	isolation: "bubblewrap",
});

/** A shelf whose judges tell when they begin and end. */
function shelf() {
	const events: string[] = [];
	let release = () => {};
	const hold = new Promise<void>((resolve) => {
		release = resolve;
	});
	const judges = createJudgeShelf(async ({ seed }) => {
		events.push(`${seed} begins`);
		return {
			judge: async ({ key }) => {
				if (seed === 1) await hold;
				return { key } as JobVerdict;
			},
			close: async () => void events.push(`${seed} ends`),
		};
	});
	return { judges, events, release };
}

describe("the judges of a worker", () => {
	it("are kept for jobs of the same seed and limits", async () => {
		const { judges, events } = shelf();
		await judges.judge(queued(2));
		await judges.judge(queued(2));
		expect(events).toEqual(["2 begins"]);
	});

	it("are ended when others are asked for", async () => {
		const { judges, events } = shelf();
		await judges.judge(queued(2));
		expect(await judges.judge(queued(3))).toEqual({ key: "3" });
		expect(events).toContain("2 ends");
	});

	it("are not ended while they judge", async () => {
		const { judges, events, release } = shelf();
		const first = judges.judge(queued(1));
		await judges.judge(queued(2));
		expect(events).not.toContain("1 ends");
		release();
		expect(await first).toEqual({ key: "1" });
		await judges.close();
		expect(events.slice(-2).sort()).toEqual(["1 ends", "2 ends"]);
	});
});
