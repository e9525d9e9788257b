import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Bait, Probe } from "./probe";

/** What a submission may try with processes, its own and others. */
export const processProbes: readonly Probe[] = [
	{
		id: "kill",
		tries: "send a signal to a process of this machine",
		attempt: (_, bait) => {
			process.kill(bait.process, 0);
			return `it may signal process ${bait.process}`;
		},
	},
	{
		id: "see-processes",
		tries: "read what other processes were started with",
		attempt: (require, { secret }) => {
			const { readdirSync, readFileSync } = require("node:fs");
			for (const entry of readdirSync("/proc")) {
				try {
					if (readFileSync(`/proc/${entry}/cmdline`, "utf8").includes(secret))
						return `it read the arguments of process ${entry}`;
				} catch {
					// not a process, or not allowed
				}
			}
			return undefined;
		},
	},
	{
		id: "memory-of-others",
		tries: "open the memory of a process of this machine",
		attempt: (require, bait) => {
			const { openSync, readlinkSync } = require("node:fs");
			const program: string = readlinkSync(`/proc/${bait.process}/exe`);
			openSync(`/proc/${bait.process}/mem`, "r");
			return `it opened the memory of ${program}`;
		},
	},
	{
		id: "fork-bomb",
		tries: "start a hundred processes",
		attempt: (require) => {
			const { spawn } = require("node:child_process");
			const started = Array.from({ length: 100 }, () => {
				const child = spawn("sleep", ["1"], { stdio: "ignore" });
				child.on("error", () => {});
				return child.pid;
			}).filter((pid) => pid !== undefined);
			return started.length === 100 ? "it started a hundred processes" : undefined;
		},
	},
	{
		id: "outlive",
		tries: "leave a process behind",
		attempt: async (require, { leftBehind: [command = "", ...args] }) => {
			const { spawn } = require("node:child_process");
			const child = spawn(command, args, { detached: true, stdio: "ignore" });
			child.unref();
			return new Promise((resolve, reject) => {
				child.on("error", reject);
				child.on("spawn", () => resolve(undefined));
			});
		},
		aftermath: endLeftBehind,
	},
	{
		id: "become-root",
		tries: "become the administrator",
		attempt: () => {
			process.setuid?.(0);
			return process.getuid?.() === 0 ? "it is the administrator" : undefined;
		},
	},
	{
		id: "environment",
		tries: "read the grader's environment",
		attempt: (_, { secret }) => {
			return Object.values(process.env).includes(secret) ? "it read a variable" : undefined;
		},
	},
];

/** A killed process is gone a moment after. */
async function endLeftBehind({ leftBehind }: Bait): Promise<string | undefined> {
	await delay(50);
	let found: string | undefined;
	for (const entry of await readdir("/proc")) {
		const told = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
		if (told !== `${leftBehind.join("\0")}\0`) continue;
		process.kill(Number(entry), "SIGKILL");
		found = `process ${entry} outlived it`;
	}
	return found;
}
