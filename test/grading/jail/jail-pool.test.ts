import { expect, it, vi } from "vitest";
import type { JailProcess } from "../../../src/grading/jail/jail";
import { jailPool } from "../../../src/grading/jail/jail-pool";

it("starts its jails ahead, and another for each that is taken", async () => {
	const { start, jails } = jailMaker();
	const pool = jailPool(2, start);
	expect(jails).toHaveLength(2);
	expect(await pool.take()).toBe(jails[0]);
	expect(jails).toHaveLength(3);
	await pool.close();
});

it("gives a jail to one taker only", async () => {
	const { start } = jailMaker();
	const pool = jailPool(1, start);
	const taken = await Promise.all([pool.take(), pool.take(), pool.take()]);
	expect(new Set(taken).size).toBe(3);
	await pool.close();
});

it("starts another when one ended while it waited", async () => {
	const { start, jails, end } = jailMaker();
	const pool = jailPool(2, start);
	await end(0);
	expect(await pool.take()).toBe(jails[1]);
	expect(jails[0]?.dispose).toHaveBeenCalled();
	await pool.close();
});

it("tells whoever takes it that a jail could not be started, and tries anew for the next", async () => {
	const { start, jails } = jailMaker();
	const failing = vi.fn(start).mockRejectedValueOnce(new Error("no bubblewrap"));
	const pool = jailPool(1, failing);
	await expect(pool.take()).rejects.toThrow("no bubblewrap");
	expect(await pool.take()).toBe(jails[0]);
	await pool.close();
});

it("ends what nobody took when it is closed, and gives nothing any more", async () => {
	const { start, jails } = jailMaker();
	const pool = jailPool(2, start);
	await pool.close();
	for (const jail of jails) expect(jail.dispose).toHaveBeenCalledOnce();
	await expect(pool.take()).rejects.toThrow("closed");
});

/** Jails without anything in them. */
function jailMaker() {
	const jails: JailProcess[] = [];
	const ends: (() => void)[] = [];
	const start = async () => {
		const ended = new Promise<{ why: "memory"; lastWords: "" }>((resolve) => {
			ends.push(() => resolve({ why: "memory", lastWords: "" }));
		});
		const jail = { ended, dispose: vi.fn(async () => {}) } as unknown as JailProcess;
		jails.push(jail);
		return jail;
	};
	const end = async (index: number) => {
		await Promise.resolve();
		ends[index]?.();
	};
	return { start, jails, end };
}
