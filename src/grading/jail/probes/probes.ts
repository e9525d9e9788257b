import { fileProbes } from "./file-probes";
import { networkProbes } from "./network-probes";
import type { Probe } from "./probe";
import { processProbes } from "./process-probes";
import { resourceProbes } from "./resource-probes";

/** Everything that is tried on a jail. */
export const probes: readonly Probe[] = [
	...fileProbes,
	...networkProbes,
	...processProbes,
	...resourceProbes,
];
