import { isFresh } from "./fresh";
import { isNumericRow } from "./is-numeric-row";

/** Copies made here that can never change again, so that they need not be copied a second time. */
const immutable = new WeakSet<object>();

/**
 * A copy that cannot be changed, so that code that writes into its arguments is found out. Functions
 * and objects with a class of their own (a random generator, a cache) are passed as they are.
 * Typed arrays cannot be frozen: they are copied every time, for `isImmutable` to say so.
 */
export function frozenCopy<T>(value: T): T {
	return freeze(value) as T;
}

/** Whether a frozen copy holds nothing that could have been written into after all. */
export const isImmutable = (value: unknown): boolean =>
	typeof value !== "object" || value === null || immutable.has(value);

/** A copy that shares nothing with the original. */
export function plainCopy<T>(value: T): T {
	return copy(value, plainCopy) as T;
}

function freeze(value: unknown): unknown {
	if (isImmutable(value) || isFresh(value)) return value;
	const fresh = copy(value, freeze);
	if (fresh === value || ArrayBuffer.isView(fresh)) return fresh;
	Object.freeze(fresh);
	if (isNumericRow(fresh) || Object.values(fresh as object).every(isImmutable))
		immutable.add(fresh as object);
	return fresh;
}

/** A new array or plain object whose items are copied by `copyItem`; anything else as it is. */
function copy(value: unknown, copyItem: (item: unknown) => unknown): unknown {
	if (typeof value !== "object" || value === null) return value;
	if (isNumericRow(value)) return value.slice();
	if (Array.isArray(value)) return value.map(copyItem);
	if (ArrayBuffer.isView(value)) return structuredClone(value);
	if (Object.getPrototypeOf(value) !== Object.prototype) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyItem(item)]));
}
