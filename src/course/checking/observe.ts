import { alike } from "./alike";
import { type Fault, faultOfResult } from "./fault";
import { isFresh, makeFresh } from "./fresh";
import { frozenCopy, isImmutable, plainCopy } from "./frozen-copy";
import { quietly } from "./quietly";
import { isUnanswered } from "./unanswered";

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

/** An array longer than this is there to see whether the function can take it; once is enough. */
const long = 10_000;

/**
 * Calls a function twice with arguments that it cannot change, and says what happened: a value, an
 * exception, or a fault such as writing into the arguments, answering differently the second time, or
 * returning a promise.
 */
export function observe(run: Callable, args: readonly unknown[]): Outcome {
	const first = observeOnce(run, args);
	if (first.kind !== "value") return first;
	if (args.some((arg) => Array.isArray(arg) && arg.length > long)) return first;
	const value = plainCopy(first.value);
	const second = quietly(() => attempt(run, args));
	if (second.kind === "threw")
		return { kind: "fault", fault: "throws-the-second-time", error: second.error };
	if (second.kind === "fault") return second;
	if (!alike(second.value, value, 0))
		return { kind: "fault", fault: "differs-the-second-time", value: second.value };
	const isShared = typeof first.value === "object" && first.value === second.value;
	return isShared && !args.includes(first.value)
		? { kind: "fault", fault: "shares-its-result" }
		: first;
}

/** The same with one call, which cannot tell whether a second one would give the same. */
export function observeOnce(run: Callable, args: readonly unknown[]): Outcome {
	const outcome = attempt(run, args);
	if (outcome.kind !== "value") return outcome;
	const fault = faultOfResult(outcome.value);
	return fault ? { kind: "fault", fault, value: outcome.value } : outcome;
}

function attempt(run: Callable, args: readonly unknown[]): Outcome {
	const given = args.map((arg) => (isFresh(arg) ? makeFresh(arg) : frozenCopy(arg)));
	try {
		const value = run(...given);
		const changed = args.some(
			(arg, i) => !isFresh(arg) && !isImmutable(given[i]) && !alike(given[i], arg, 0),
		);
		return changed ? { kind: "fault", fault: "changes-its-input" } : { kind: "value", value };
	} catch (error) {
		if (isUnanswered(error)) throw error;
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
