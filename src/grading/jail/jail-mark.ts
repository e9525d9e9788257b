import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";

let mark: string | undefined;

/**
 * A word that only the jails of this process have among their arguments. When this process is gone,
 * however it ended, a watchdog ends what has it: bubblewrap sees to that itself, but not yet while it is
 * setting a jail up.
 */
export function jailMark(): string {
	if (mark === undefined) {
		mark = `attention-lab-${randomUUID()}`;
		startWatchdog(mark);
	}
	return mark;
}

/** Told the word on its input, for it must not have it among its own arguments. */
const watchdog = `
read -r mark
read -r end
for round in 1 2 3; do
	for file in $(grep -ls -e "$mark" /proc/[0-9]*/cmdline); do
		process=\${file#/proc/}
		kill -KILL "\${process%/cmdline}" 2>/dev/null
	done
	sleep 1
done`;

/** It waits for the end of its input, which the kernel brings about. */
function startWatchdog(mark: string): void {
	const child = spawn("sh", ["-c", watchdog], {
		stdio: ["pipe", "ignore", "ignore"],
		cwd: "/",
		detached: true,
	});
	child.on("error", () => {}); // bubblewrap's own care has to do
	child.stdin.on("error", () => {});
	child.stdin.write(`${mark}\n`);
	child.unref();
	(child.stdin as Socket).unref();
}
