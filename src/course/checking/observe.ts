import { alike } from "./alike";
import { type Fault, faultOfResult } from "./fault";
import { isFresh, makeFresh } from "./fresh";
import { frozenCopy, plainCopy } from "./frozen-copy";

/** What a call of the learner's function (or of a misconception) came to. */
export type Outcome =
	| { readonly kind: "value"; readonly value: unknown }
	| { readonly kind: "threw"; readonly error: unknown }
	| {
			readonly kind: "fault";
			readonly fault: Fault;
			readonly value?: unknown;
			readonly error?: unknown;
	  };

export type Callable = (...args: readonly unknown[]) => unknown;

/**
 * Calls a function twice with copies of the same arguments that cannot be changed, and says what
 * happened: a value, an exception, or a fault such as writing into the arguments, answering
 * differently the second time, or returning a promise.
 */
export function observe(run: Callable, args: readonly unknown[]): Outcome {
	const first = attempt(run, args);
	if (first.kind !== "value") return first;
	const fault = faultOfResult(first.value);
	if (fault) return { kind: "fault", fault, value: first.value };

	const value = plainCopy(first.value);
	const second = attempt(run, args);
	if (second.kind === "threw")
		return { kind: "fault", fault: "throws-the-second-time", error: second.error };
	if (second.kind === "fault") return second;
	if (!alike(second.value, value, 0))
		return { kind: "fault", fault: "differs-the-second-time", value: second.value };
	if (!alike(first.value, value, 0)) return { kind: "fault", fault: "shares-its-result" };
	return { kind: "value", value: first.value };
}

function attempt(run: Callable, args: readonly unknown[]): Outcome {
	const given = args.map((arg) => (isFresh(arg) ? makeFresh(arg) : frozenCopy(arg)));
	try {
		const value = run(...given);
		const changed = args.some((arg, i) => !isFresh(arg) && !alike(given[i], arg, 0));
		return changed ? { kind: "fault", fault: "changes-its-input" } : { kind: "value", value };
	} catch (error) {
		if (isWriteToFrozen(error)) return { kind: "fault", fault: "changes-its-input", error };
		return { kind: "threw", error };
	}
}

/** The words of V8 for writing to, adding to and deleting from a frozen array or object. */
function isWriteToFrozen(error: unknown): boolean {
	return (
		error instanceof TypeError &&
		/read only property|object is not extensible|Cannot delete property|Cannot redefine property/.test(
			error.message,
		)
	);
}
