import { showValue } from "./show-value";

/** What is longer than this nobody reads: its sizes say more. */
export const tooLong = 300;

/**
 * A value by its sizes: a matrix is "[3 × 4]", an object has its entries, anything else is shown as it is.
 *
 * @example outline({ wq: [[1, 2], [3, 4]], heads: 2 }) // "{ wq: [2 × 2], heads: 2 }"
 */
export function outline(value: unknown): string {
	if (Array.isArray(value) && Array.isArray(value[0])) return `[${sizes(value).join(" × ")}]`;
	if (typeof value !== "object" || value === null || Array.isArray(value)) return showValue(value);
	if (Object.getPrototypeOf(value) !== Object.prototype) return showValue(value);
	const entries = Object.entries(value).map(([key, item]) => `${key}: ${outline(item)}`);
	return `{ ${entries.join(", ")} }`;
}

const sizes = (value: unknown): number[] =>
	Array.isArray(value) ? [value.length, ...sizes(value[0])] : [];
