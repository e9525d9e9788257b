import type { Evidence } from "./diagnose";
import { difference, resultOf, type Subject } from "./difference";
import { drawable } from "./drawable";
import { PropertyFailure } from "./failure";
import { describeFault, hasAliasedRows } from "./fault";
import { outline, tooLong } from "./outline";
import { showValue } from "./show-value";

/** What a call of the learner's function returned, ready to be judged. */
export interface Called<T> {
	/** What it returned: not undefined, no promise, the same in both calls, the input untouched. */
	readonly value: T;
	/** Fails unless the result has this shape and these values; numbers may differ by 1e-9. */
	gives(expected: T, options?: { readonly tolerance?: number }): void;
	/**
	 * Fails unless `test` returns true. `claim` completes the sentence "the result should …":
	 * `call(scores).should("sum to 1", (weights) => Math.abs(total(weights) - 1) < 1e-9)`.
	 */
	should(claim: string, test: (value: T) => boolean): void;
	/**
	 * A quantity computed from the result, named for the message:
	 * `call(scores).measured("the sum of the weights", total).gives(1)`.
	 */
	measured<U>(name: string, measure: (value: T) => U): Pick<Called<U>, "gives" | "should">;
	/** Fails when two rows of the result are one and the same array. */
	hasSeparateRows(): void;
}

/** Wraps the evidence of a call that returned a value. */
export function called<T>(evidence: Evidence, value: T): Called<T> {
	const call = showCall(evidence);
	const fail = (failure: { summary: string; expected?: string; actual?: string }): never => {
		throw new PropertyFailure({ ...failure, call });
	};

	/** What the check makes of the result; one of another kind, such as a number in place of rows, breaks it. */
	const examine = <U>(look: () => U): U => {
		try {
			return look();
		} catch {
			evidence.failed = {};
			return fail({
				summary: `${evidence.name} returned something of another kind than it should: look at its statement.`,
				actual: showValue(value),
			});
		}
	};

	const judge = <U>(of: Subject, part: U, name?: string): Pick<Called<U>, "gives" | "should"> => ({
		gives(expected, { tolerance = 1e-9 } = {}) {
			const found = difference(of, part, expected, tolerance);
			if (!found) return;
			const isWhole = name === undefined;
			evidence.failed = {
				...(isWhole && { expected, ...(found.fault && { fault: found.fault }) }),
				compared: drawable(call, name, expected, part),
			};
			const advice = isWhole && found.fault ? ` ${describeFault(found.fault, evidence.name)}` : "";
			const { expected: shown, actual } = found;
			fail({ summary: `${found.summary}${advice}`, expected: shown, actual });
		},
		should(claim, test) {
			if (examine(() => test(part))) return;
			evidence.failed = {};
			fail({ summary: `The result should ${claim}, but does not.`, actual: showValue(part) });
		},
	});

	return {
		value,
		...judge(resultOf(evidence.name), value),
		measured: (name, measure) =>
			judge(
				{ opening: `${name} is`, whole: name },
				examine(() => measure(value)),
				name,
			),
		hasSeparateRows() {
			if (!hasAliasedRows(value)) return;
			evidence.failed = { fault: "aliased-rows" };
			fail({ summary: describeFault("aliased-rows", evidence.name) });
		},
	};
}

/** "softmax([1, 2, 3])"; of large arguments only the sizes: "attention([3 × 4], [5 × 4], [5 × 2])". */
export function showCall({ name, args }: Pick<Evidence, "name" | "args">): string {
	const inFull = args.map((arg) => showValue(arg)).join(", ");
	const shown = inFull.length <= tooLong ? inFull : args.map(outline).join(", ");
	return `${name}(${shown})`;
}
