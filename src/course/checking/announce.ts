import type { Failure } from "./failure";
import type { PropertyOutline, PropertyReport } from "./report";

/** What happens while a check file runs. */
export type CheckEvent =
	| { readonly kind: "outline"; readonly properties: readonly PropertyOutline[] }
	| { readonly kind: "started"; readonly property: string }
	| { readonly kind: "finished"; readonly report: PropertyReport }
	/** What the learner's code printed. */
	| { readonly kind: "printed"; readonly text: string }
	/** The code could not be run, or cannot be trusted to have been. */
	| { readonly kind: "problem"; readonly problem: Failure }
	/** The thread ended in the middle of what was last started. */
	| { readonly kind: "died"; readonly of: "memory" | "end of process" };

export type Announce = (event: CheckEvent) => void;

const key = Symbol.for("attention-lab.announce");

/** Tells whoever listens in this thread, at once; in a plain `vitest run` nobody does. */
export function announce(event: CheckEvent): void {
	const listener: unknown = Reflect.get(globalThis, key);
	if (typeof listener === "function") listener(event);
}

/** Makes `listener` hear what `announce` tells, although both may come from different bundles. */
export function listenToAnnouncements(listener: Announce): void {
	Reflect.set(globalThis, key, listener);
}
