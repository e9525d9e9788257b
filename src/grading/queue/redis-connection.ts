import { GradingError } from "../grading-error";

/** How BullMQ reaches Redis: it waits for a Redis that is gone for a while. */
export interface RedisConnection {
	readonly url: string;
	readonly maxRetriesPerRequest: null;
}

/**
 * Looks whether there is a Redis, and whether it keeps what it is given.
 *
 * @param warn is told what should be set otherwise
 * @throws GradingError when there is none
 */
export async function redisConnection(
	url: string,
	warn: (text: string) => void,
): Promise<RedisConnection> {
	if (!/^rediss?:\/\/./.test(url) || !URL.canParse(url))
		throw new GradingError(
			`"${withoutPassword(url)}" is no address of Redis. Write redis://host:6379.`,
		);
	const { Redis } = await import("ioredis");
	const redis = new Redis(url, {
		lazyConnect: true,
		connectTimeout: 5000,
		maxRetriesPerRequest: 0,
		retryStrategy: () => null,
	});
	let reason = "";
	redis.on("error", (error: Error) => {
		reason = error.message || `${(error as NodeJS.ErrnoException).code}`;
	});
	try {
		await redis.connect();
		await redis.ping();
		for (const text of await warnings(redis)) warn(text);
	} catch (error) {
		throw new GradingError(
			`There is no Redis at ${withoutPassword(url)}: ${reason || (error as Error).message}. Start one ("redis-server --appendonly yes"), or name another with --redis.`,
		);
	} finally {
		redis.disconnect();
	}
	return { url, maxRetriesPerRequest: null };
}

/** What this Redis could lose, as far as it lets itself be asked. */
async function warnings(redis: {
	call: (command: string, ...args: string[]) => Promise<unknown>;
}): Promise<string[]> {
	const setting = async (name: string): Promise<string | undefined> => {
		const answer = await redis.call("CONFIG", "GET", name).catch(() => undefined);
		return Array.isArray(answer) ? answer[1] : undefined;
	};
	const policy = await setting("maxmemory-policy");
	const appendOnly = await setting("appendonly");
	return [
		...(policy !== undefined && policy !== "noeviction"
			? [
					`Redis may throw jobs away when its memory is full (maxmemory-policy ${policy}): set "maxmemory-policy noeviction".`,
				]
			: []),
		...(appendOnly === "no"
			? [
					'Redis forgets the queue when it ends (appendonly no): set "appendonly yes". No verdict is lost either way, submit again goes on.',
				]
			: []),
	];
}

const withoutPassword = (url: string): string => url.replace(/:[^:@/]*@/, ":…@");
