/** Equal up to 1e-9: absolutely for small numbers, relatively for large ones. NaN equals NaN. */
export function closeTo(actual: number, expected: number, tolerance = 1e-9): boolean {
	if (Object.is(actual, expected) || actual === expected) return true;
	if (!Number.isFinite(expected)) return false; // every number is within a fraction of Infinity
	return Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected));
}
