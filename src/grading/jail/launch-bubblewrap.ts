import type { ChildProcess } from "node:child_process";
import { constants, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { jailMark } from "./jail-mark";
import type { JailOptions, Launch } from "./launch";
import { nodeOptions } from "./node-options";
import { readableCopy } from "./readable-copy";
import { resourceLimits } from "./resource-limits";
import { type FilteredProcessor, jailFilter } from "./seccomp/jail-filter";
import { libraryFolder, sharedLibraries } from "./shared-libraries";
import { userToBecome } from "./user-to-become";

const statusDescriptor = 3;
const filterDescriptor = 4;

/**
 * Namespaces of its own (no network, no other processes, no files but Node, its libraries and the
 * program), a filter of system calls, resource limits, no privileges. It dies with the grader.
 */
export async function launchBubblewrap({ limits, program }: JailOptions): Promise<Launch> {
	const user = userToBecome();
	const inside = user === undefined ? async (path: string) => path : readableCopy;
	const programInside = `/program${extname(program)}`;
	nodeFiles ??= findNodeFiles(inside).catch(tryAgainLater);
	const status = new Status();
	return {
		command: "prlimit",
		args: [
			...resourceLimits(limits),
			"bwrap",
			...jailArguments,
			...["--unsetenv", jailMark()],
			...(await nodeFiles),
			...["--ro-bind", await inside(program), programInside],
			...["--remount-ro", "/", "--chdir", "/"],
			"/node",
			...nodeOptions(limits),
			programInside,
		],
		environment: { PATH: process.env.PATH },
		...(user !== undefined && { user }),
		openFiles: [openFilter],
		findNode: (child) => status.childOf(child),
		nodeRan: () => status.nodeRan,
		// It cannot do that to itself, and its own memory ends otherwise: the machine's was short.
		killed: "broken",
	};
}

const jailArguments = [
	...["--unshare-user", "--unshare-all", "--die-with-parent", "--as-pid-1"],
	...["--cap-drop", "ALL", "--hostname", "jail"],
	...["--unsetenv", "PATH", "--setenv", "LD_LIBRARY_PATH", libraryFolder],
	...["--json-status-fd", `${statusDescriptor}`, "--seccomp", `${filterDescriptor}`],
];

let nodeFiles: Promise<string[]> | undefined;

function tryAgainLater(error: unknown): never {
	nodeFiles = undefined;
	throw error;
}

async function findNodeFiles(inside: (path: string) => Promise<string>): Promise<string[]> {
	const files = [
		{ from: process.execPath, to: "/node" },
		...(await sharedLibraries(process.execPath)),
	];
	const binds = files.map(async ({ from, to }) => ["--ro-bind", await inside(from), to]);
	return (await Promise.all(binds)).flat();
}

let filterFile: number | undefined;

/** A descriptor of its own for each jail: they would share a position otherwise. */
function openFilter(): number {
	filterFile ??= writeFilter();
	return openSync(`/proc/self/fd/${filterFile}`, constants.O_RDONLY);
}

function writeFilter(): number {
	const folder = mkdtempSync(join(tmpdir(), "attention-lab-filter-"));
	try {
		const path = join(folder, "filter");
		writeFileSync(path, jailFilter(process.arch as FilteredProcessor));
		return openSync(path, constants.O_RDONLY);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What bubblewrap tells of itself: {"child-pid": …} when the jail is being set up, {"exit-code": …}. */
class Status {
	nodeRan = false;

	childOf(child: ChildProcess): Promise<number> {
		const stream = child.stdio[statusDescriptor] as Readable;
		return new Promise((resolve, reject) => {
			let told = "";
			stream.on("data", (chunk: Buffer) => {
				told += chunk.toString("latin1");
				const pid = /"child-pid": (\d+)/.exec(told)?.[1];
				if (pid) resolve(Number(pid));
				this.nodeRan = told.includes('"exit-code"');
			});
			stream.on("error", () => {});
			child.on("close", () => reject(new Error("bubblewrap ended")));
		});
	}
}
