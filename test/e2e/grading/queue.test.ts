import { describe, expect, it, onTestFinished } from "vitest";
import { GradingError } from "../../../src/grading/grading-error";
import type { Job } from "../../../src/grading/job";
import type { JobVerdict } from "../../../src/grading/job-verdict";
import { defaultLimits } from "../../../src/grading/limits";
import { createQueueJudge } from "../../../src/grading/queue/queue-judge";
import { redisConnection } from "../../../src/grading/queue/redis-connection";
import { serveQueue } from "../../../src/grading/queue/serve-queue";
import { jobKey } from "../../../src/grading/run/job-key";
import type { RunSettings } from "../../../src/grading/run/run-settings";
import { manifests, simpleVerdict } from "../../grading/run/sample-class";
import { startRedis } from "./start-redis";

const settings: RunSettings = {
	seed: 7,
	exercises: manifests(),
	limits: defaultLimits,
	isolation: "container",
	late: "none",
	inputs: { submissions: "/class" },
};

const jobs = Array.from({ length: 20 }, (_, i): Job => {
	const source = { exercise: "02-softmax", main: "x.ts", files: { "x.ts": `gamma ${i}` } };
	return { key: jobKey(source, { ...settings, suite: "first" }), ...source };
});

/** A queue, what was said of it, and a worker for it that judges without a jail. */
async function queue() {
	const said: string[] = [];
	const say = (text: string) => void said.push(text);
	const connection = await redisConnection(await startRedis(), say);
	const asked: string[] = [];
	const serve = (
		suite = "first",
		judge = async (job: Job): Promise<JobVerdict> => simpleVerdict(job),
	) => {
		const stop = new AbortController();
		const served = serveQueue(
			{
				connection,
				worker: { suites: { "02-softmax": suite }, isolation: "bubblewrap" },
				createJudge: async () => ({
					judge: (job) => {
						asked.push(job.key);
						return judge(job);
					},
					close: async () => {},
				}),
				concurrency: 4,
				lockSeconds: 1,
				tell: () => {},
			},
			stop.signal,
		);
		const end = async () => {
			stop.abort();
			await served;
		};
		onTestFinished(end);
		return { end };
	};
	const judge = async () => {
		const made = await createQueueJudge(connection, settings, say);
		onTestFinished(made.close);
		return made;
	};
	return { said, asked, serve, judge };
}

describe("the queue", () => {
	it("brings every job to a worker and every verdict back, once", async () => {
		const { asked, serve, judge } = await queue();
		serve();
		serve();
		const { judge: ask } = await judge();
		const verdicts = await Promise.all(jobs.map(ask));
		expect(verdicts).toEqual(jobs.map((job) => expect.objectContaining(simpleVerdict(job))));
		expect(asked.toSorted()).toEqual(jobs.map(({ key }) => key).toSorted());
	});

	it("knows what was judged before, for whoever submits the same again", async () => {
		const { asked, serve, judge } = await queue();
		const worker = serve();
		await (await judge()).judge(jobs[0]!);
		await worker.end();
		expect(await (await judge()).judge(jobs[0]!)).toMatchObject({ points: 4 });
		expect(asked).toHaveLength(1);
	});

	it("says that nobody works, and keeps the jobs for whoever comes", async () => {
		const { said, serve, judge } = await queue();
		const { judge: ask } = await judge();
		const verdict = ask(jobs[0]!);
		expect(said.join()).toContain("No worker is connected");
		serve();
		expect(await verdict).toMatchObject({ points: 4 });
	});

	it("lets a worker with other tests refuse, in words for the one who submits", async () => {
		const { asked, serve, judge } = await queue();
		serve("second");
		const verdict = (await judge()).judge(jobs[0]!);
		await expect(verdict).rejects.toThrow(GradingError);
		await expect(verdict).rejects.toThrow(/has other tests of 02-softmax .*same version/);
		expect(asked).toEqual([]);
	});

	it("gives the work of a worker that went away to another", async () => {
		const { asked, serve, judge } = await queue();
		const stuck = serve("first", () => new Promise(() => {}));
		const { judge: ask } = await judge();
		const verdict = ask(jobs[0]!);
		await expect.poll(() => asked.length).toBe(1);
		await stuck.end();
		serve();
		expect(await verdict).toMatchObject({ state: "graded", points: 4 });
	});

	it("judges again the next time what a worker failed at", async () => {
		const { serve, judge } = await queue();
		const failing = serve("first", async (job) => ({
			...simpleVerdict(job),
			state: "infra-error",
		}));
		expect(await (await judge()).judge(jobs[0]!)).toMatchObject({ state: "infra-error" });
		await failing.end();
		serve();
		expect(await (await judge()).judge(jobs[0]!)).toMatchObject({ state: "graded" });
	});
});
