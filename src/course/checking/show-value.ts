const longest = 8;

/** Arrays within arrays that are shown; what is deeper is left out. */
const deepest = 4;

/**
 * A value as a person reads it: numbers with `digits` significant digits, long arrays cut short.
 *
 * @example showValue([[1, 2.123456], [3, 4]]) // "[[1, 2.123], [3, 4]]"
 */
export function showValue(value: unknown, digits = 4, depth = 0): string {
	if (typeof value === "number") return showNumber(value, digits);
	if (typeof value === "string") return JSON.stringify(shortened(value));
	if (typeof value === "bigint") return `${value}n`;
	if (typeof value === "function") return value.name ? `the function ${value.name}` : "a function";
	if (Array.isArray(value)) return showItems(value, digits, depth);
	if (ArrayBuffer.isView(value))
		return `${className(value)} ${showItems(Array.from(value as Float64Array), digits, depth)}`;
	if (typeof value === "object" && value !== null) return showObject(value, digits, depth);
	return String(value);
}

/** Two different values, with enough digits that the difference shows. */
export function showApart(a: unknown, b: unknown): [string, string] {
	for (let digits = 4; digits < 17; digits++) {
		const shown: [string, string] = [showValue(a, digits), showValue(b, digits)];
		if (shown[0] !== shown[1]) return shown;
	}
	return [showValue(a, 17), showValue(b, 17)];
}

/** What a value is, for the middle of a sentence: "undefined", "the text \"3\"", "an array". */
export function describe(value: unknown): string {
	if (typeof value === "number") return `the number ${showNumber(value, 4)}`;
	if (typeof value === "string") return `the text ${showValue(value)}`;
	if (Array.isArray(value)) return "an array";
	if (typeof value === "function") return "a function";
	if (typeof value !== "object" || value === null) return String(value);
	const name = className(value);
	return name === "Object" ? "an object" : `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}

/** "1 row", "2 rows", "3 matrices" */
export function count(n: number, unit: string): string {
	if (n === 1) return `1 ${unit}`;
	return `${n} ${unit.replace(/y$/, "ie").replace(/ix$/, "ice")}s`;
}

export function className(value: object): string {
	const name: unknown = value.constructor?.name;
	return typeof name === "string" && name !== "" ? shortened(name) : "Object";
}

function showNumber(value: number, digits: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e15) return `${value}`;
	return `${Number(value.toPrecision(digits))}`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function showItems(items: readonly unknown[], digits: number, depth: number): string {
	if (depth > deepest) return "[…]";
	const shown = Array.from(items.slice(0, longest), (item) => showValue(item, digits, depth + 1));
	if (items.length > longest) shown.push(`… ${items.length - longest} more`);
	return `[${shown.join(", ")}]`;
}

function showObject(value: object, digits: number, depth: number): string {
	const name = className(value);
	if (name !== "Object") return describe(value);
	if (depth > deepest) return "{…}";
	const entries = Object.entries(value)
		.slice(0, longest)
		.map(([key, item]) => `${shortened(key)}: ${showValue(item, digits, depth + 1)}`);
	return `{ ${entries.join(", ")} }`;
}
