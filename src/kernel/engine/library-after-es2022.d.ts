// Library types that Node 20 has and TypeScript 5.0 does not know yet.

interface Array<T> {
	/** Returns a copy of an array with its elements reversed. */
	toReversed(): T[];
	/** Returns a copy of an array with its elements sorted. */
	toSorted(compareFn?: (a: T, b: T) => number): T[];
	/** Returns a copy of an array with `deleteCount` elements at `start` replaced by `items`. */
	toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
	/** Returns a copy of an array with the element at `index` replaced by `value`. */
	with(index: number, value: T): T[];
}

interface ReadonlyArray<T> {
	/** Returns a copy of an array with its elements reversed. */
	toReversed(): T[];
	/** Returns a copy of an array with its elements sorted. */
	toSorted(compareFn?: (a: T, b: T) => number): T[];
	/** Returns a copy of an array with `deleteCount` elements at `start` replaced by `items`. */
	toSpliced(start: number, deleteCount?: number, ...items: T[]): T[];
	/** Returns a copy of an array with the element at `index` replaced by `value`. */
	with(index: number, value: T): T[];
}

interface Float32Array {
	toReversed(): Float32Array;
	toSorted(compareFn?: (a: number, b: number) => number): Float32Array;
	with(index: number, value: number): Float32Array;
}

interface Float64Array {
	toReversed(): Float64Array;
	toSorted(compareFn?: (a: number, b: number) => number): Float64Array;
	with(index: number, value: number): Float64Array;
}
