import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";

/** A holder needs milliseconds; one that is this old has died. */
const abandonedAfter = 5000;

/**
 * Runs `work` while no other process holds the lock file at `path`. A lock whose holder died is taken
 * over.
 *
 * @throws when the lock file can be neither created nor waited for
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
	const mine = randomUUID();
	const deadline = Date.now() + 2 * abandonedAfter;
	while (!(await take(path, mine))) {
		if (Date.now() > deadline) throw new Error(`${path} is there and cannot be removed; remove it`);
		await removeAbandoned(path);
		await delay(5 + Math.random() * 20);
	}
	try {
		return await work();
	} finally {
		// someone may have taken it over while this machine slept
		if ((await readFile(path, "utf8").catch(() => "")) === mine) await rm(path, { force: true });
	}
}

async function take(path: string, mine: string): Promise<boolean> {
	try {
		await writeFile(path, mine, { flag: "wx" });
		return true;
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === "EEXIST") return false;
		if (code === "EPERM" && process.platform === "win32") return false; // being removed just now
		throw error;
	}
}

/** Moves the lock away first: of several who find it abandoned, one succeeds. */
async function removeAbandoned(path: string): Promise<void> {
	try {
		const { mtimeMs } = await stat(path);
		if (Date.now() - mtimeMs < abandonedAfter) return;
		const away = `${path}.${randomUUID()}`;
		await rename(path, away);
		await rm(away, { force: true });
	} catch {
		// it was released or taken over in the meantime
	}
}
