import { readdir, stat } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How often to look, in milliseconds. Looking needs no support of the file system: it works on every one. */
const interval = 150;

/**
 * Resolves to true when a source file beside `path` was saved, replaced, added or removed since
 * `before`, and has then been left alone for a moment; to false when the signal is aborted.
 */
export async function untilSaved(
	path: string,
	before: string,
	signal: AbortSignal,
): Promise<boolean> {
	for (let last = before; ; ) {
		await delay(interval, undefined, { signal }).catch(() => {});
		if (signal.aborted) return false;
		const now = await snapshot(path);
		if (now !== before && now === last) return true;
		last = now;
	}
}

/** Names, sizes and times of the source files in the folder of `path`. */
export async function snapshot(path: string): Promise<string> {
	const folder = dirname(path);
	const names = await readdir(folder).catch(() => []);
	const sources = names.filter((name) => extname(name) === extname(path)).sort();
	const states = sources.map(async (name) => {
		const state = await stat(join(folder, name)).catch(() => undefined);
		return `${name} ${state?.mtimeMs} ${state?.size} ${state?.ino}`;
	});
	return (await Promise.all(states)).join("\n");
}
