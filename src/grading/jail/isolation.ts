/**
 * What stands between a submission and the machine, from the strongest: bubblewrap with a seccomp filter
 * and resource limits, a container without network, nothing but a process of its own.
 */
export type Isolation = "bubblewrap" | "container" | "none";
