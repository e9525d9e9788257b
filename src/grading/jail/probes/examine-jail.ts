import { readdir, readFile, readlink } from "node:fs/promises";
import type { ProbeResult } from "./try-probe";

const separate = ["net", "pid", "mnt", "ipc", "uts"];

/** Looks at the process of a jail from outside: what the kernel says it may do. */
export async function examineJail(pid: number): Promise<ProbeResult[]> {
	const status = await readFile(`/proc/${pid}/status`, "utf8");
	const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "?";
	const capabilities = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].filter(
		(name) => !/^0+$/.test(field(name)),
	);
	const shared = await sharedNamespaces(pid);
	const open = await openFiles(pid);
	return [
		{
			id: "system-calls",
			tries: "use system calls that Node does not need: ptrace, io_uring, mount, new namespaces",
			stopped: field("Seccomp") === "2",
			how: `system call filter: ${field("Seccomp") === "2" ? "on" : "off"}`,
		},
		{
			id: "privileges",
			tries: "gain privileges from a program that has them",
			stopped: field("NoNewPrivs") === "1",
			how: `no new privileges: ${field("NoNewPrivs") === "1" ? "on" : "off"}`,
		},
		{
			id: "capabilities",
			tries: "use a capability of the administrator",
			stopped: capabilities.length === 0,
			how: capabilities.length === 0 ? "it has none" : `it has some: ${capabilities.join(", ")}`,
		},
		{
			id: "namespaces",
			tries: "share network, processes, mounts or memory with this machine",
			stopped: shared.length === 0,
			how: shared.length === 0 ? "all are its own" : `shared: ${shared.join(", ")}`,
		},
		{
			id: "open-files",
			tries: "use files that were left open",
			stopped: open.length === 0,
			how: open.length === 0 ? "none are" : open.join(", "),
		},
	];
}

async function sharedNamespaces(pid: number): Promise<string[]> {
	const same = separate.map(async (kind) => {
		const [theirs, ours] = await Promise.all(
			[pid, "self"].map((who) => readlink(`/proc/${who}/ns/${kind}`)),
		);
		return theirs === ours ? [kind] : [];
	});
	return (await Promise.all(same)).flat();
}

/** What it has open besides its three pipes, and what Node opens for itself. */
async function openFiles(pid: number): Promise<string[]> {
	const all = (await readdir(`/proc/${pid}/fd`)).filter((descriptor) => Number(descriptor) > 2);
	const targets = all.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`));
	return (await Promise.all(targets)).filter(
		(target) => !/^(pipe:|anon_inode:|\/program|\/dev\/null$)/.test(target),
	);
}
