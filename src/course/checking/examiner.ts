import type { Implementation } from "../lesson";
import type { PropertyOutline, PropertyReport } from "./report";

/** Somebody who is examined in place of the learner whose file the check file imports. */
export interface Examinee {
	readonly name: string;
	/**
	 * Examines by one property, the next in the order of the check file.
	 *
	 * @param ask runs the property on an implementation, with the fixtures of a seed; it throws `Unanswered`
	 * when the implementation does
	 */
	examine(
		property: PropertyOutline,
		ask: (implementation: Implementation, seed: number) => PropertyReport,
	): Promise<void>;
	/** After the last property. */
	finish(): Promise<void>;
}

const key = Symbol.for("attention-lab.examinees");

/** From now on check files that are run in this thread examine these, one after the other. */
export function appointExaminees(examinees: readonly Examinee[]): void {
	Reflect.set(globalThis, key, examinees);
}

/** Who is examined in place of the learner; undefined when nobody was appointed. */
export const appointedExaminees = (): readonly Examinee[] | undefined =>
	Reflect.get(globalThis, key) as readonly Examinee[] | undefined;
