const marker = Symbol("fresh");

interface Fresh {
	readonly [marker]: () => unknown;
}

/**
 * An argument with a state of its own, such as a random generator or a cache: made anew for every
 * call, because each call is made twice and both must start alike. It is not frozen.
 *
 * @example call(x, 0.5, fresh(() => createRandom(7)), true)
 */
export function fresh<T>(make: () => T): T {
	return { [marker]: make } satisfies Fresh as T;
}

export const isFresh = (value: unknown): value is Fresh =>
	typeof value === "object" && value !== null && marker in value;

export const makeFresh = (value: Fresh): unknown => value[marker]();
