import type { JobVerdict } from "../job-verdict";
import type { Judge } from "../judge/judge";
import type { QueuedJob } from "./queued-job";

type Terms = Pick<QueuedJob, "seed" | "limits">;

interface Shelved {
	readonly judge: Promise<Judge>;
	busy: number;
}

/**
 * Judges for whatever seeds and limits the jobs of a queue have: one for each as long as it is needed, and the last
 * one for the next time.
 */
export function createJudgeShelf(createJudge: (terms: Terms) => Promise<Judge>) {
	const shelf = new Map<string, Shelved>();

	const take = ({ seed, limits }: Terms): Shelved => {
		const name = JSON.stringify([seed, limits]);
		const known = shelf.get(name);
		if (known) return known;
		for (const [other, { busy, judge }] of shelf) {
			if (busy > 0) continue;
			shelf.delete(other);
			judge.then((idle) => idle.close()).catch(() => {});
		}
		const added = { judge: createJudge({ seed, limits }), busy: 0 };
		shelf.set(name, added);
		added.judge.catch(() => shelf.delete(name));
		return added;
	};

	return {
		async judge({ job, ...terms }: QueuedJob): Promise<JobVerdict> {
			const one = take(terms);
			one.busy++;
			try {
				return await (await one.judge).judge(job);
			} finally {
				one.busy--;
			}
		},
		async close(): Promise<void> {
			await Promise.all([...shelf.values()].map(async ({ judge }) => (await judge).close()));
		},
	};
}
