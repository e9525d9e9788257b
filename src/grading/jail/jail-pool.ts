import type { JailProcess } from "./jail";

/** Jails started ahead, so that nobody waits for one. */
export interface JailPool {
	/** A jail that nobody has used. Whoever takes it disposes of it. */
	take(): Promise<JailProcess>;
	/** Ends the jails that nobody took. */
	close(): Promise<void>;
}

/** Keeps `size` jails ready; `start` starts one. */
export function jailPool(size: number, start: () => Promise<JailProcess>): JailPool {
	const ready: Promise<JailProcess>[] = [];
	let closed = false;
	const fill = () => {
		while (!closed && ready.length < size) {
			const jail = start();
			jail.catch(() => {}); // whoever takes it hears of it
			ready.push(jail);
		}
	};
	fill();
	return {
		async take() {
			if (closed) throw new Error("the pool of jails is closed");
			const jail = ready.shift() ?? start();
			fill();
			return jail;
		},
		async close() {
			closed = true;
			const left = await Promise.allSettled(ready.splice(0));
			await Promise.all(left.map((jail) => jail.status === "fulfilled" && jail.value.dispose()));
		},
	};
}
