import { closeTo } from "./close-to";
import { isNumericRow } from "./is-numeric-row";

/** Whether two results are the same, numbers up to 1e-9. */
export function alike(a: unknown, b: unknown, tolerance = 1e-9): boolean {
	if (typeof a === "number" && typeof b === "number") return closeTo(a, b, tolerance);
	if (Object.is(a, b)) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b) || ArrayBuffer.isView(a) !== ArrayBuffer.isView(b))
		return false;
	if (isNumericRow(a) && isNumericRow(b)) return alikeRows(a, b, tolerance);
	const keys = Object.keys(a);
	if (keys.length !== Object.keys(b).length) return false;
	if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
	return keys.every(
		(key) => key in b && alike(Reflect.get(a, key), Reflect.get(b, key), tolerance),
	);
}

function alikeRows(a: readonly number[], b: readonly number[], tolerance: number): boolean {
	if (a.length !== b.length) return false;
	for (let i = 0; i < a.length; i++) if (!closeTo(a[i]!, b[i]!, tolerance)) return false;
	return true;
}
