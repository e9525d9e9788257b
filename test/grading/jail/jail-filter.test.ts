import { describe, expect, it } from "vitest";
import { assemble } from "../../../src/grading/jail/seccomp/assemble";
import { filteredProcessors, jailFilter } from "../../../src/grading/jail/seccomp/jail-filter";
import { systemCalls } from "../../../src/grading/jail/seccomp/system-calls";
import { runFilter } from "./run-filter";

const allowed = 0x7fff0000;
const refused = 0x00050001;
const unknown = 0x00050026;
const killed = 0x80000000;

const architectures = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const columns = { x64: 0, arm64: 1 } as const;

/** Numbers of asm/unistd_64.h and asm-generic/unistd.h. */
const forbidden = {
	x64: {
		...{ socket: 41, connect: 42, bind: 49, socketpair: 53, fork: 57, vfork: 58, kill: 62 },
		...{ ftruncate: 77, rename: 82, mkdir: 83, unlink: 87, symlink: 88, chmod: 90, ptrace: 101 },
		...{ setuid: 105, pivot_root: 155, chroot: 161, mount: 165, umount2: 166, keyctl: 250 },
		...{ symlinkat: 266, unshare: 272, perf_event_open: 298, setns: 308 },
		...{ process_vm_readv: 310, process_vm_writev: 311, seccomp: 317, memfd_create: 319 },
		...{ bpf: 321, execveat: 322, userfaultfd: 323, pidfd_send_signal: 424, io_uring_setup: 425 },
		...{ open_tree: 428, fsopen: 430, pidfd_open: 434, pidfd_getfd: 438 },
	},
	arm64: {
		...{ symlinkat: 36, umount2: 39, mount: 40, pivot_root: 41, chroot: 51, unshare: 97 },
		...{ ptrace: 117, kill: 129, setuid: 146, socket: 198, connect: 203, keyctl: 219 },
		...{ perf_event_open: 241, setns: 268, process_vm_readv: 270, seccomp: 277, bpf: 280 },
		...{ memfd_create: 279, execveat: 281, io_uring_setup: 425, pidfd_open: 434 },
	},
} as const;

const clone = { x64: 56, arm64: 220 } as const;
/** What the C library asks for when it starts a thread: CLONE_VM, FS, FILES, SIGHAND, THREAD, … */
const threadFlags = 0x3d0f00n;

describe.each(filteredProcessors)("the filter of system calls on %s", (processor) => {
	const filter = jailFilter(processor);
	const ask = (number: number, ...given: bigint[]) =>
		runFilter(filter, { architecture: architectures[processor], number, arguments: given });

	it("allows every call of its list", () => {
		for (const [name, numbers] of Object.entries(systemCalls)) {
			const number = numbers[columns[processor]];
			if (number >= 0) expect(ask(number), name).toBe(allowed);
		}
	});

	it.each(Object.entries(forbidden[processor]))("refuses %s", (_, number) => {
		expect(ask(number)).toBe(refused);
	});

	it("allows nothing that is not on its list", () => {
		const list = Object.values(systemCalls).map((numbers) => numbers[columns[processor]]);
		for (let number = 0; number < 1_000; number++)
			if (ask(number, 0n) === allowed) expect(list).toContain(number);
	});

	it("lets clone start a thread, and neither a process nor a namespace", () => {
		expect(ask(clone[processor], threadFlags)).toBe(allowed);
		expect(ask(clone[processor], 17n)).toBe(refused); // SIGCHLD: fork
		expect(ask(clone[processor], 0x4111n)).toBe(refused); // vfork
		for (const namespace of [0x20000n, 0x10000000n, 0x20000000n, 0x40000000n, 0x80n])
			expect(ask(clone[processor], threadFlags | namespace)).toBe(refused);
	});

	it("says that clone3 does not exist, so that the C library uses clone", () => {
		expect(ask(435)).toBe(unknown);
	});

	it("refuses the calls of the x32 variant", () => {
		expect(ask(0x40000000)).toBe(refused);
		expect(ask(0x40000000 + 41)).toBe(refused);
	});

	it("ends a process that speaks for another processor", () => {
		expect(runFilter(filter, { architecture: 0x40000003, number: 3 })).toBe(killed);
	});
});

describe("assemble", () => {
	it("writes eight bytes an instruction, and the distance of a jump", () => {
		const program = assemble([
			{ load: 4 },
			{ when: "equal", value: 0x01020304, yes: "there", no: "end" },
			{ answer: 1 },
			{ label: "there" },
			{ answer: 2 },
			{ label: "end" },
			{ answer: 3 },
		]);
		expect([...program.subarray(0, 16)]).toEqual([
			...[0x20, 0, 0, 0, 4, 0, 0, 0],
			...[0x15, 0, 1, 2, 4, 3, 2, 1],
		]);
		expect(program.length).toBe(40);
	});

	it("refuses to jump backwards or to nowhere", () => {
		const back = [{ label: "start" }, { when: "equal", value: 1, yes: "start" }] as const;
		expect(() => assemble(back)).toThrow('no jump from 0 to "start"');
		expect(() => assemble([{ when: "equal", value: 1, no: "nowhere" }])).toThrow("nowhere");
	});
});
