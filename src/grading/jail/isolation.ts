/**
 * What stands between a submission and the machine, from the strongest: bubblewrap with a seccomp filter
 * and resource limits, a container without network, nothing but a process of its own.
 */
export const isolations = ["bubblewrap", "container", "none"] as const;

export type Isolation = (typeof isolations)[number];

/** The weakest of several; of none, the strongest. */
export const weakestIsolation = (all: readonly Isolation[]): Isolation =>
	isolations.findLast((one) => all.includes(one)) ?? isolations[0];
