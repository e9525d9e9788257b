import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { GradingError } from "../grading-error";

const holderSchema = z.object({
	id: z.string(),
	host: z.string(),
	pid: z.number().int(),
	/** When the process was started, as the system tells it: another process may get the same number later. */
	started: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/**
 * Runs `work` as the only one that writes into the output folder. The lock of a process of this machine that has
 * died is taken over.
 *
 * @throws GradingError when another run holds it
 */
export async function withOutLock<T>(out: string, work: () => Promise<T>): Promise<T> {
	const path = join(out, "lock");
	const mine: Holder = {
		id: randomUUID(),
		host: hostname(),
		pid: process.pid,
		started: await startOf(process.pid),
	};
	while (!(await take(path, mine))) await removeAbandoned(path, out);
	try {
		return await work();
	} finally {
		if ((await holderOf(path))?.id === mine.id) await rm(path, { force: true });
	}
}

async function take(path: string, mine: Holder): Promise<boolean> {
	try {
		await writeFile(path, `${JSON.stringify(mine)}\n`, { flag: "wx" });
		return true;
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === "EEXIST") return false;
		throw new GradingError(
			`The output folder cannot be locked: ${message}. Put this right and run the same command again: nothing that was judged is lost.`,
		);
	}
}

/** Moves the lock away first: of several who find it abandoned, one succeeds. */
async function removeAbandoned(path: string, out: string): Promise<void> {
	const holder = await holderOf(path);
	if (!holder && (await isFresh(path))) return delay(50); // it is being written, or just went away
	if (holder && (holder.host !== hostname() || (await isAlive(holder))))
		throw new GradingError(heldBy(holder, path, out));
	const away = `${path}.${randomUUID()}`;
	const moved = await rename(path, away).then(
		() => true,
		() => false,
	);
	if (!moved) return;
	const taken = await holderOf(away);
	await (taken?.id === holder?.id ? rm(away, { force: true }) : rename(away, path));
}

function heldBy({ host, pid }: Holder, path: string, out: string): string {
	if (host === hostname())
		return `Another run, process ${pid} of this machine, is working on ${out}. Wait for it to end, or give this one a folder of its own with --out.`;
	return `A run on another machine, process ${pid} on ${host}, is working on ${out}. Wait for it to end. If that machine was switched off or the run was killed there, remove ${path} and run the same command again: nothing is lost.`;
}

async function holderOf(path: string): Promise<Holder | undefined> {
	try {
		return holderSchema.parse(JSON.parse(await readFile(path, "utf8")));
	} catch {
		return undefined;
	}
}

async function isFresh(path: string): Promise<boolean> {
	const stats = await stat(path).catch(() => undefined);
	return !stats || Date.now() - stats.mtimeMs < 2000;
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
	}
	return (await startOf(pid)) === started;
}

/** The same text for the same process only, where the system tells (Linux); elsewhere always the same. */
async function startOf(pid: number): Promise<string> {
	try {
		const [stat, boot] = await Promise.all(
			[`/proc/${pid}/stat`, "/proc/sys/kernel/random/boot_id"].map((path) =>
				readFile(path, "utf8"),
			),
		);
		// The second field is the program's name in parentheses, which may hold anything; the 22nd the time of start.
		const fields = stat!.slice(stat!.lastIndexOf(")") + 2).split(" ");
		return `${boot!.trim()} ${fields[19]}`;
	} catch {
		return "unknown";
	}
}
