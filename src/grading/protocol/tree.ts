/**
 * A value on its way, as JSON can hold it. Finite numbers, texts, booleans and null stand for themselves;
 * everything else is an array that begins with a tag:
 *
 * | tag | what follows | value |
 * |---|---|---|
 * | `u` | | undefined |
 * | `#` | "NaN", "Infinity", "-Infinity" or "-0" | a number that JSON cannot hold |
 * | `i` | digits | a bigint |
 * | `s` | its description | a symbol |
 * | `r`, `R` | n | n numbers of the frame's number section; with capitals, here and below: frozen |
 * | `a`, `A` | the items | an array; `["-", n]` is n holes |
 * | `o`, `O` | key, value, key, value, … | an object, of whatever class it was |
 * | `m` | key, value, … | a Map |
 * | `S` | the items | a Set |
 * | `d` | milliseconds | a Date |
 * | `t` | name, n | a typed array of n numbers from the number section |
 * | `b` | name, digits, … | a typed array of bigints |
 * | `e` | name, message, stack | an error |
 * | `p` | | a promise, or what can be awaited like one |
 * | `f` | name, number | a function; with a number one that can be called |
 * | `=` | index | an object of this message, counted from 0 in the order of the text |
 * | `@` | argument, index | an object that the other side has sent with this call |
 */
export type Tree = null | boolean | number | string | readonly Tree[];

/** What a message may hold, whoever sends it. */
export const caps = {
	/** Values in one message; numbers in rows of their own are not counted. */
	nodes: 1_000_000,
	/** Values that a walk meets, which visits a shared object each time, and every number. */
	visits: 4_000_000,
	/** Objects within objects. */
	depth: 200,
	/** Digits of a bigint. */
	digits: 10_000,
	/** Characters of an error's name or message, and of its stack. */
	errorText: 10_000,
} as const;

/** The typed arrays whose items are numbers. */
export const numberArrays = {
	Float64Array,
	Float32Array,
	Int32Array,
	Uint32Array,
	Int16Array,
	Uint16Array,
	Int8Array,
	Uint8Array,
	Uint8ClampedArray,
} as const;

export const bigintArrays = { BigInt64Array, BigUint64Array } as const;
