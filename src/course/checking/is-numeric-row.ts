/** Numbers and nothing else, not even a hole: such an array may be very long, and is treated faster. */
export function isNumericRow(value: unknown): value is number[] {
	if (!Array.isArray(value)) return false;
	for (let i = 0; i < value.length; i++) if (typeof value[i] !== "number") return false;
	return true;
}
