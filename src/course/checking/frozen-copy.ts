/**
 * A copy that cannot be changed, so that code that writes into its arguments is found out. Functions
 * and objects with a class of their own (a random generator, a cache) are passed as they are.
 * Typed arrays cannot be frozen: their copy is compared afterwards.
 */
export function frozenCopy<T>(value: T): T {
	return copy(value, Object.freeze) as T;
}

/** A copy that shares nothing with the original. */
export function plainCopy<T>(value: T): T {
	return copy(value, (fresh) => fresh) as T;
}

function copy(value: unknown, finish: <V extends object>(fresh: V) => unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return finish(value.map((item) => copy(item, finish)));
	if (ArrayBuffer.isView(value)) return structuredClone(value);
	if (Object.getPrototypeOf(value) !== Object.prototype) return value;
	const entries = Object.entries(value).map(([key, item]) => [key, copy(item, finish)]);
	return finish(Object.fromEntries(entries));
}
