import { localParts } from "../run/local-parts";
import type { RunParts } from "../run/run-parts";
import { createQueueJudge } from "./queue-judge";
import { redisConnection } from "./redis-connection";

export interface QueueOptions {
	readonly url: string;
	/** Also what workers without isolation judge. */
	readonly unsafe?: boolean;
	/** Is told what the instructor should know of Redis and the workers. */
	readonly say: (text: string) => void;
}

/** The parts of a run that other machines judge for. */
export function queueParts({ url, unsafe = false, say }: QueueOptions): RunParts {
	return {
		...localParts({ unsafe }),
		isolation: async () => {
			await redisConnection(url, say); // before any work starts
			return unsafe ? "none" : "container";
		},
		judge: async (settings) =>
			createQueueJudge(await redisConnection(url, () => {}), settings, say),
	};
}
