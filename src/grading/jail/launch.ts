import type { ChildProcess } from "node:child_process";
import type { Limits } from "../limits";
import type { JailEnd } from "./jail-end";

export interface JailOptions {
	readonly limits: Limits;
	/** The JavaScript file that runs inside. It reads requests from descriptor 0 and answers on 1. */
	readonly program: string;
}

/** How a jail of one kind is started, and what is known of it afterwards. */
export interface Launch {
	readonly command: string;
	readonly args: readonly string[];
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Whom to become first. */
	readonly user?: number;
	/** Files for descriptor 4 and on; 3 is a pipe for what the launcher tells. */
	readonly openFiles?: readonly (() => number)[];
	/** Waits until the process of Node exists. Rejects when it ended before. */
	findNode(child: ChildProcess): Promise<number>;
	/** Whether Node ended, and not that which was to start it. */
	nodeRan(code: number): boolean;
	/** What it means that Node was killed, neither by the grader nor for its processor time. */
	readonly killed: JailEnd["why"];
	/** What there is to end besides the process group. */
	stop?(): void;
}

/** Nobody, on every Linux. */
export const unprivilegedUser = 65_534;
