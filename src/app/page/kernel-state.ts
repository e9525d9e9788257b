import type { ISessionContext } from "@jupyterlab/apputils";

export interface KernelState {
	/** For the style sheet. */
	readonly kind: "ready" | "busy" | "wait" | "gone";
	readonly text: string;
}

/** What the learner is told about the process that runs the cells. */
export function kernelState(context: ISessionContext): KernelState {
	const status = context.kernelDisplayStatus;
	switch (status) {
		case "idle":
			return { kind: "ready", text: "Ready" };
		case "busy":
			return { kind: "busy", text: "Running" };
		case "restarting":
		case "autorestarting":
			return { kind: "wait", text: "Restarting" };
		case "dead":
			return { kind: "gone", text: "Ended" };
		case "terminating":
			return { kind: "wait", text: "Ending" };
		case "disconnected":
			return { kind: "gone", text: "Not connected" };
		default:
			return { kind: "wait", text: "Starting" };
	}
}
