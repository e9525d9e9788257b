import type { Limits } from "../limits";

/** Addresses that Node takes before the first line runs, in megabytes, and what is left for buffers. */
const nodeMegabytes = 1_500;
const containerNodeMegabytes = 384;

/**
 * The arguments of `prlimit`. They hold when everything else fails: who watches the jail ends it earlier.
 * Start-up is not the submission's, so there are some seconds more of processor time.
 */
export function resourceLimits(limits: Limits): string[] {
	const seconds = processorSeconds(limits);
	return [
		`--cpu=${seconds}:${seconds}`,
		`--as=${(nodeMegabytes + 2 * limits.heapMegabytes) * 1_000_000}`,
		"--fsize=0",
		"--core=0",
		"--nofile=64",
	];
}

/** The same for a container, which counts real memory: nothing of it may go to the swap. */
export function containerLimits(limits: Limits): string[] {
	const seconds = processorSeconds(limits);
	const memory = `${limits.heapMegabytes + containerNodeMegabytes}m`;
	return [
		...["--memory", memory, "--memory-swap", memory, "--pids-limit", "64"],
		...["--ulimit", `cpu=${seconds}:${seconds}`, "--ulimit", "fsize=0:0"],
		...["--ulimit", "core=0:0", "--ulimit", "nofile=64:64", "--ulimit", "nproc=4096:4096"],
	];
}

const processorSeconds = ({ jobSeconds }: Limits) => Math.ceil(jobSeconds) + 2;
