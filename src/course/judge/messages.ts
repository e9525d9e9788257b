import type { CheckEvent } from "../checking/announce";

/** What the judge is asked. */
export type JudgeRequest =
	| {
			/** Check a file as if it were `exercises/<exercise>.ts`. */
			readonly kind: "check";
			readonly exercise: string;
			/** Absolute path of the file to check. */
			readonly file: string;
			/** How messages call the file. */
			readonly label: string;
			readonly seed: number;
	  }
	/** Only say what would be checked. */
	| { readonly kind: "outline"; readonly exercise: string };

/** What the judge says: `ready` once; then for each request what happens, as it happens, and `done`. */
export type JudgeMessage = { readonly kind: "ready" | "done" } | CheckEvent;
