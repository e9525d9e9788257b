import { setImmediate as nextTurn } from "node:timers/promises";
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
			for (;;) {
				const next = ready.shift() ?? start();
				fill();
				const jail = await next;
				if (await isAlive(jail)) return jail;
				await jail.dispose(); // the machine ran out of memory, say, while it waited
			}
		},
		async close() {
			closed = true;
			const left = await Promise.allSettled(ready.splice(0));
			await Promise.all(left.map((jail) => jail.status === "fulfilled" && jail.value.dispose()));
		},
	};
}

const isAlive = (jail: JailProcess): Promise<boolean> =>
	Promise.race([jail.ended.then(() => false), nextTurn(true)]);
