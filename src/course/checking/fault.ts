import { closeTo } from "./close-to";
import { isNumericRow } from "./is-numeric-row";
import { className } from "./show-value";

/** A way of being wrong that has nothing to do with which numbers were computed. */
export type Fault =
	| "changes-its-input"
	| "differs-the-second-time"
	| "throws-the-second-time"
	| "shares-its-result"
	| "returns-nothing"
	| "returns-a-promise"
	| "returns-a-typed-array"
	| "contains-itself"
	| "rounded"
	| "single-precision"
	| "aliased-rows";

/** A sentence or two about a fault of the function `name`; `value` is what it returned, if known. */
export function describeFault(fault: Fault, name: string, value?: unknown): string {
	switch (fault) {
		case "changes-its-input":
			return `${name} changes its input. The arguments belong to the caller: copy what you want to change (\`[...row]\`) or build new arrays. Note that sort, reverse, push, splice and fill change an array in place.`;
		case "differs-the-second-time":
			return `${name} gave a different answer when it was called a second time with the same input. Something is remembered between calls: look for a variable outside the function.`;
		case "throws-the-second-time":
			return `${name} worked once and threw an error when it was called a second time with the same input. Something is remembered between calls: look for a variable outside the function.`;
		case "shares-its-result":
			return `Two calls of ${name} returned one and the same array: whoever changes one result changes the other. Create the array you return inside the function, anew in each call.`;
		case "returns-nothing":
			return `${name} returned undefined: is there a \`return\`? An arrow function with braces needs one, too.`;
		case "returns-a-promise":
			return `${name} returned a promise: remove \`async\`, because nothing here has to be waited for.`;
		case "returns-a-typed-array":
			return `${name} returned a ${className(typedArrayIn(value) ?? new Float64Array())}: convert it back with \`Array.from(…)\` before you return it.`;
		case "contains-itself":
			return `${name} returned an array or object that contains itself.`;
		case "rounded":
			return `${name} rounds its numbers. Return them as they are and round only where you print: over the layers of a model, rounding errors add up.`;
		case "single-precision":
			return `${name} computes with 32-bit numbers (Float32Array, Math.fround), which keep only 7 digits. Use ordinary numbers.`;
		case "aliased-rows":
			return `Two rows of the result of ${name} are one and the same array: whoever changes one changes both. \`Array(n).fill(row)\` does that; \`Array.from({ length: n }, () => …)\` makes a new row each time.`;
	}
}

/** A fault that shows in the result alone, whatever was expected. */
export function faultOfResult(value: unknown): Fault | undefined {
	if (value === undefined) return "returns-nothing";
	if (isThenable(value)) return "returns-a-promise";
	if (containsItself(value)) return "contains-itself";
	if (typedArrayIn(value)) return "returns-a-typed-array";
	return undefined;
}

interface Pair {
	readonly actual: unknown;
	readonly expected: unknown;
}

/** Whether all numbers are the right ones, only rounded or computed with 32 bits. */
export function faultOfNumbers(pairs: readonly Pair[], tolerance: number): Fault | undefined {
	const numbers = pairs.filter(isNumberPair);
	if (numbers.length === 0 || numbers.length < pairs.length) return undefined;
	const decimals = Math.max(...numbers.map(({ actual }) => decimalsOf(actual)));
	// a few values with few decimals may agree by chance: ask for four digits of evidence
	if (decimals <= 8 && decimals * numbers.length >= 4) {
		const half = 0.5000001 * 10 ** -decimals;
		if (numbers.every(({ actual, expected }) => Math.abs(actual - expected) <= half))
			return "rounded";
	}
	const single = numbers.every(
		({ actual, expected }) =>
			closeTo(actual, expected, tolerance) ||
			(Math.fround(actual) === actual && Math.abs(actual - expected) <= 1e-5 * Math.abs(expected)),
	);
	return single ? "single-precision" : undefined;
}

/** Whether two of its rows, at whatever depth, are the same array. */
export function hasAliasedRows(value: unknown): boolean {
	const seen = new Set<unknown>();
	const visit = (item: unknown): boolean => {
		if (typeof item !== "object" || item === null) return false;
		if (seen.has(item)) return true;
		seen.add(item);
		return isContainer(item) && Object.values(item).some(visit);
	};
	return visit(value);
}

const isNumberPair = (pair: Pair): pair is { actual: number; expected: number } =>
	typeof pair.actual === "number" && typeof pair.expected === "number";

/** How many digits after the point a number needs: 0.25 needs two. */
function decimalsOf(value: number): number {
	if (!Number.isFinite(value)) return Infinity;
	const [, fraction = "", exponent = "0"] =
		/^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(`${value}`) ?? [];
	return Math.max(0, fraction.length - Number(exponent));
}

/** Whether there may be objects inside: a row of numbers has none, however long it is. */
const isContainer = (value: unknown): value is object =>
	typeof value === "object" && value !== null && !isNumericRow(value);

const isThenable = (value: unknown): boolean =>
	typeof value === "object" &&
	value !== null &&
	"then" in value &&
	typeof value.then === "function";

/** @param above what it is contained in; as it was when this returns false */
function containsItself(value: unknown, above = new Set<object>()): boolean {
	if (!isContainer(value) || ArrayBuffer.isView(value)) return false;
	if (above.has(value)) return true;
	above.add(value);
	if (Object.values(value).some((item) => containsItself(item, above))) return true;
	above.delete(value);
	return false;
}

function typedArrayIn(value: unknown): ArrayBufferView | undefined {
	if (ArrayBuffer.isView(value)) return value;
	if (!isContainer(value)) return undefined;
	for (const item of Object.values(value)) {
		const found = typedArrayIn(item);
		if (found) return found;
	}
	return undefined;
}
