import { assemble, type Instruction } from "./assemble";
import { systemCalls, threadCalls } from "./system-calls";

/** The processors that the jail has a filter for, as Node names them. */
export const filteredProcessors = ["x64", "arm64"] as const;

export type FilteredProcessor = (typeof filteredProcessors)[number];

/** AUDIT_ARCH_… of linux/audit.h, and the column of the table of system calls. */
const processors = {
	x64: { architecture: 0xc000003e, column: 0 },
	arm64: { architecture: 0xc00000b7, column: 1 },
} as const;

/** Where `struct seccomp_data` has what is asked of it (both processors are little-endian). */
const offsets = { number: 0, architecture: 4, firstArgument: 16 };

/** SECCOMP_RET_… of linux/seccomp.h, with an errno in the low bits. */
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const refuse = 0x00050000 | 1; // EPERM
const unknown = 0x00050000 | 38; // ENOSYS: the C library then uses the older call

/** Numbers from here on are the x32 variant of the same calls. */
const x32 = 0x40000000;

const cloneThread = 0x00010000;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME. */
const cloneNamespaces = 0x7e020080;

/**
 * The filter of the jail: a list of the system calls that Node needs to compute, and nothing else. No
 * sockets, no new processes, no signals to others, no tracing, no mounts, no io_uring. `clone` makes
 * threads only; `clone3`, whose flags a filter cannot read, does not exist.
 */
export function jailFilter(processor: FilteredProcessor): Uint8Array {
	const { architecture, column } = processors[processor];
	const allowed = Object.values(systemCalls)
		.map((numbers) => numbers[column])
		.filter((number) => number >= 0);
	const program: Instruction[] = [
		{ load: offsets.architecture },
		{ when: "equal", value: architecture, no: "kill" },
		{ load: offsets.number },
		{ when: "atLeast", value: x32, yes: "refuse" },
		{ when: "equal", value: threadCalls.clone3[column], yes: "unknown" },
		{ when: "equal", value: threadCalls.clone[column], yes: "clone" },
		...allowed.map((value): Instruction => ({ when: "equal", value, yes: "allow" })),
		{ label: "refuse" },
		{ answer: refuse },
		{ label: "unknown" },
		{ answer: unknown },
		{ label: "clone" },
		{ load: offsets.firstArgument },
		{ when: "anyBitOf", value: cloneNamespaces, yes: "refuse clone" },
		{ when: "anyBitOf", value: cloneThread, yes: "allow" },
		{ label: "refuse clone" },
		{ answer: refuse },
		{ label: "allow" },
		{ answer: allow },
		{ label: "kill" },
		{ answer: killProcess },
	];
	return assemble(program);
}
