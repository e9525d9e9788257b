/** Freezes rows too, so that writing into an input throws. */
export function deepFreeze<T>(value: T): T {
	if (Array.isArray(value)) value.forEach(deepFreeze);
	return Object.freeze(value);
}
