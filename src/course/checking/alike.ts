import { closeTo } from "./close-to";

/** Whether two results are the same, numbers up to 1e-9. */
export function alike(a: unknown, b: unknown, tolerance = 1e-9): boolean {
	if (typeof a === "number" && typeof b === "number") return closeTo(a, b, tolerance);
	if (Object.is(a, b)) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	if (Array.isArray(a) !== Array.isArray(b) || ArrayBuffer.isView(a) !== ArrayBuffer.isView(b))
		return false;
	const keys = Object.keys(a);
	if (keys.length !== Object.keys(b).length) return false;
	if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
	return keys.every(
		(key) => key in b && alike(Reflect.get(a, key), Reflect.get(b, key), tolerance),
	);
}
