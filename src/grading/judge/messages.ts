import type { Failure } from "../../course/checking/failure";
import type { PropertyReport } from "../../course/checking/report";
import type { Isolation } from "../jail/isolation";
import type { Job } from "../job";
import type { JobVerdict } from "../job-verdict";
import type { Limits } from "../limits";

/** What a lane is told once, before its first batch. */
export interface LaneSettings {
	readonly seed: number;
	readonly publicSeed: number;
	readonly isolation: Isolation;
	readonly limits: Limits;
}

/** What a lane is asked: jobs of one exercise. */
export interface Batch {
	readonly exercise: string;
	readonly jobs: readonly Job[];
	/** They have crashed the compiler before, and are not compiled again. */
	readonly isUnreadable?: true;
}

/** What a lane is sent: its settings once, then batches, each after the one before is done. */
export type LaneRequest =
	| { readonly kind: "settings"; readonly settings: LaneSettings }
	| { readonly kind: "batch"; readonly batch: Batch };

/**
 * What a lane says: `ready` once; then, of every batch, `compiled`, `types` for each part whose types were looked
 * at, of each of its jobs when it begins and what came of it, and `done`.
 */
export type LaneMessage =
	| { readonly kind: "ready" | "compiled" | "types" | "done" }
	/** The grader itself failed. */
	| { readonly kind: "failed"; readonly why: string }
	| { readonly kind: "begun"; readonly key: string }
	| { readonly kind: "verdict"; readonly verdict: JobVerdict };

/** Why a jail is gone. */
export type JailLoss = "call time" | "job time" | "memory" | "exit" | "broken";

/** What came of one property: a report, or why there is none. */
export type Asked =
	| { readonly kind: "report"; readonly report: PropertyReport }
	| { readonly kind: "lost"; readonly by: JailLoss }
	/** Not asked any more, after what came of others. */
	| { readonly kind: "given up"; readonly by: JailLoss; readonly why: "function" | "restarts" };

/** Everything that was found out about one submission. */
export interface Examination {
	/** With the seed of the run; one for every property. */
	readonly hidden: readonly Asked[];
	/** With the public seed, by the name of the property: of those that failed with the other one. */
	readonly open: Readonly<Record<string, Asked>>;
	/** Why nothing could be asked. */
	readonly problem?: Failure;
	/** How it was lost while it was loaded. */
	readonly lostAtLoad?: JailLoss;
	/** What went wrong in the grader itself: the rest says nothing. */
	readonly mistake?: string;
}

/** From the thread to the lane. */
export type ThreadMessage =
	/** The examinee needs a jail in which its program is being loaded, another one than before. */
	| { readonly kind: "jail wanted"; readonly examinee: number }
	/** Its jail is gone: why? */
	| { readonly kind: "lost"; readonly examinee: number; readonly isBroken: boolean }
	| { readonly kind: "examined"; readonly examinee: number; readonly examination: Examination };

/** From the lane to the thread. */
export type LaneAnswer =
	| { readonly kind: "examinees"; readonly examinees: readonly ExamineeOutline[] }
	| { readonly kind: "jail"; readonly jail: JailHandle }
	| {
			readonly kind: "why";
			readonly why: { readonly loss: JailLoss } | { readonly mistake: string };
	  };

export interface ExamineeOutline {
	readonly name: string;
	/** How messages call the exercise file. */
	readonly label: string;
	/** By module id, to find the student's lines in the stack of an error. */
	readonly maps: Readonly<Record<string, string>>;
}

/** A jail as the thread sees it. */
export interface JailHandle {
	/** The process inside. */
	readonly pid: number;
	readonly requests: number;
	readonly answers: number;
	/** [calls begun, whether one is going on], shared with whoever watches the time. */
	readonly watch: Int32Array;
}
