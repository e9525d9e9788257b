import { closeTo } from "./close-to";
import { type Fault, faultOfNumbers } from "./fault";
import { outline, tooLong } from "./outline";
import { count, describe, showApart, showValue } from "./show-value";

/** Where and how a result departs from what was expected. */
export interface Difference {
	readonly summary: string;
	readonly expected: string;
	readonly actual: string;
	readonly fault?: Fault;
}

/** What is compared, as its messages begin. */
export interface Subject {
	/** "softmaxRows returned", "the sum of the weights is" */
	readonly opening: string;
	/** "the result of softmaxRows", "the sums" */
	readonly whole: string;
}

/** The result of a function, as the subject of a message. */
export const resultOf = (name: string): Subject => ({
	opening: `${name} returned`,
	whole: `the result of ${name}`,
});

/**
 * The first difference between what a function returned and what was expected: first of type and
 * shape ("softmaxRows returned 3 rows but 5 were expected"), then of values; numbers may differ by
 * `tolerance`, relatively where they are large. Undefined when there is none.
 */
export function difference(
	of: Subject,
	actual: unknown,
	expected: unknown,
	tolerance = 1e-9,
): Difference | undefined {
	const misfit = shapeDifference({ of, path: "" }, actual, expected);
	if (misfit) return { summary: misfit, ...shown(actual, expected) };

	const pairs = leaves(actual, expected, "");
	const wrong = pairs.filter((pair) => !sameLeaf(pair, tolerance));
	if (wrong.length === 0) return undefined;
	const worst = wrong.find((pair) => isBroken(pair.actual)) ?? wrong[0]!;
	const share =
		pairs.length > 1
			? ` ${wrong.length} of ${count(pairs.length, "value")} ${wrong.length === 1 ? "differs" : "differ"}.`
			: "";
	const fault = faultOfNumbers(pairs, tolerance);
	const texts = shown(actual, expected, worst.path);
	return { summary: `${sayLeaf(of, worst)}.${share}`, ...texts, ...(fault && { fault }) };
}

/**
 * Both values in full; where that is too long to be read, the row that holds the difference at `path`,
 * or, when they differ in shape, only the sizes.
 */
function shown(actual: unknown, expected: unknown, path?: string) {
	const inFull = { expected: showValue(expected), actual: showValue(actual) };
	if (Math.max(inFull.expected.length, inFull.actual.length) <= tooLong) return inFull;
	if (path === undefined) return { expected: outline(expected), actual: outline(actual) };
	const row = path.replace(/\[\d+\]$/, "");
	const name = row === "" ? "" : `${row.replace(/^\./, "")} is `;
	const show = (value: unknown) => `${name}${showValue(partAt(value, row))}`;
	return { expected: show(expected), actual: show(actual) };
}

/** ".weights[0]" of a result. */
const partAt = (value: unknown, path: string): unknown =>
	(path.match(/[^.[\]]+/g) ?? []).reduce((part, key) => Reflect.get(part as object, key), value);

interface Place {
	readonly of: Subject;
	/** From the result to here: "", "[2]", ".weights[0]". */
	readonly path: string;
}

function shapeDifference(place: Place, actual: unknown, expected: unknown): string | undefined {
	if (Array.isArray(expected)) return arrayDifference(place, actual, expected);
	if (typeof expected === "object" && expected !== null)
		return objectDifference(place, actual, expected);
	if (typeof actual !== typeof expected)
		return `${opening(place)} ${describe(actual)} but ${describe(expected)} was expected.`;
	return undefined;
}

function arrayDifference(
	place: Place,
	actual: unknown,
	expected: readonly unknown[],
): string | undefined {
	const unit = unitOf(expected);
	if (!Array.isArray(actual))
		return `${opening(place)} ${describe(actual)} but an array of ${count(expected.length, unit)} was expected.`;
	if (actual.length !== expected.length) {
		const opened = place.path === "" ? place.of.opening : `${partOf(place)} has`;
		return `${opened} ${count(actual.length, unit)} but ${expected.length} ${expected.length === 1 ? "was" : "were"} expected.`;
	}
	for (const [i, item] of expected.entries()) {
		const inner = { ...place, path: `${place.path}[${i}]` };
		if (!(i in actual)) return `${partOf(inner)} is a hole: nothing was put into the array there.`;
		const misfit = shapeDifference(inner, actual[i], item);
		if (misfit) return misfit;
	}
	return undefined;
}

function objectDifference(place: Place, actual: unknown, expected: object): string | undefined {
	const wanted = Object.keys(expected);
	const list = wanted.map((key) => `\`${key}\``).join(" and ");
	if (typeof actual !== "object" || actual === null || Array.isArray(actual))
		return `${opening(place)} ${describe(actual)} but an object with ${list} was expected.`;
	for (const key of wanted) {
		if (!(key in actual)) {
			const found = Object.keys(actual).map((other) => `\`${other}\``);
			return `${opening(place)} an object without \`${key}\`: ${list} were expected and ${found.join(", ") || "nothing"} found.`;
		}
		const misfit = shapeDifference(
			{ ...place, path: `${place.path}.${key}` },
			Reflect.get(actual, key),
			Reflect.get(expected, key),
		);
		if (misfit) return misfit;
	}
	return undefined;
}

/** "softmaxRows returned", "[2] of the result of softmaxRows is" */
const opening = (place: Place): string =>
	place.path === "" ? place.of.opening : `${partOf(place)} is`;

const partOf = ({ of, path }: Place): string => `${path.replace(/^\./, "")} of ${of.whole}`;

/** What an array of this depth holds: numbers, rows of numbers, matrices of rows. */
function unitOf(array: readonly unknown[]): string {
	const first = array[0];
	if (!Array.isArray(first))
		return typeof first === "object"
			? "entry"
			: (typeof first as string).replace("undefined", "entry");
	return Array.isArray(first[0]) ? "matrix" : "row";
}

interface Leaf {
	readonly path: string;
	readonly actual: unknown;
	readonly expected: unknown;
}

/** Every number, boolean or text of two values of the same shape, side by side. */
function leaves(actual: unknown, expected: unknown, path: string): Leaf[] {
	if (typeof expected !== "object" || expected === null) return [{ path, actual, expected }];
	return Object.keys(expected).flatMap((key) =>
		leaves(
			Reflect.get(actual as object, key),
			Reflect.get(expected, key),
			Array.isArray(expected) ? `${path}[${key}]` : `${path}.${key}`,
		),
	);
}

const sameLeaf = ({ actual, expected }: Leaf, tolerance: number): boolean =>
	typeof actual === "number" && typeof expected === "number"
		? closeTo(actual, expected, tolerance)
		: Object.is(actual, expected);

const isBroken = (value: unknown): boolean => typeof value === "number" && !Number.isFinite(value);

function sayLeaf(of: Subject, { path, actual, expected }: Leaf): string {
	const [shownActual, shownExpected] = showApart(actual, expected);
	const why = explainBroken(actual);
	return `${opening({ of, path })} ${shownActual} but should be ${shownExpected}${why && `: ${why}`}`;
}

function explainBroken(value: unknown): string {
	if (Number.isNaN(value))
		return "NaN means “not a number” and comes from ∞/∞, 0/0, ∞ − ∞, 0·∞ or arithmetic with undefined";
	if (value === Infinity || value === -Infinity)
		return "a number grew beyond 1.8e308 (Math.exp does above 709) or was divided by zero";
	return "";
}
