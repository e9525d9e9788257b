/**
 * Random numbers that can be drawn again: the same seed gives the same numbers, in the same order, on
 * every machine. Nothing here uses Math.log or Math.cos, whose last digit differs between engines.
 */
export interface Random {
	/** A number in [low, high), every one equally likely. Default [0, 1). */
	uniform(low?: number, high?: number): number;
	/** A number from the bell curve of this mean and standard deviation. Default 0 and 1. */
	normal(mean?: number, deviation?: number): number;
	/** A whole number, low ≤ n < high. */
	integer(low: number, high: number): number;
	/** `length` standard normal numbers. */
	vector(length: number): number[];
	/** [rows, columns] standard normal numbers. */
	matrix(rows: number, columns: number): number[][];
	/** The same items in a random order, as a new array. */
	shuffle<T>(items: readonly T[]): T[];
}

/**
 * Creates a generator from a seed, a whole number from 0 to 2⁵³ − 1.
 *
 * @example createRandom(7).matrix(2, 3) // the same 2 × 3 numbers today and next year
 * @throws RangeError when the seed is no such number
 */
export function createRandom(seed: number): Random {
	if (!Number.isSafeInteger(seed) || seed < 0)
		throw new RangeError(`seed is ${seed}: it must be a whole number from 0 to 2^53 - 1`);
	const next = sfc32(seed);

	const fraction = () => {
		const high = next() >>> 5; // 27 bits
		const low = next() >>> 6; // 26 bits
		return (high * 2 ** 26 + low) / 2 ** 53;
	};
	const integer = (low: number, high: number) => {
		if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low >= high)
			throw new RangeError(`integer(${low}, ${high}): needs two whole numbers, low < high`);
		return low + Math.floor(fraction() * (high - low));
	};
	const vector = (length: number) => Array.from({ length }, () => standardNormal(fraction));

	return {
		uniform: (low = 0, high = 1) => low + fraction() * (high - low),
		normal: (mean = 0, deviation = 1) => mean + deviation * standardNormal(fraction),
		integer,
		vector,
		matrix: (rows, columns) => Array.from({ length: rows }, () => vector(columns)),
		shuffle: (items) => shuffled(items, integer),
	};
}

/**
 * Returns the next 32 random bits at each call.
 *
 * Source: Chris Doty-Humphrey, sfc32 ("small fast counter"), PractRand 0.95, src/RNGs/sfc.cpp.
 */
function sfc32(seed: number): () => number {
	let a = 0;
	let b = seed | 0;
	let c = Math.floor(seed / 2 ** 32) | 0;
	let counter = 1;
	const next = () => {
		const result = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + result) | 0;
		return result >>> 0;
	};
	for (let i = 0; i < 12; i++) next();
	return next;
}

/**
 * A normal deviate made of comparisons of uniform numbers alone, exact up to their 53 bits.
 *
 * Source: Karney 2016, "Sampling exactly from the normal distribution", ACM TOMS 42(1), algorithm N.
 */
function standardNormal(fraction: () => number): number {
	for (;;) {
		let k = 0;
		while (happens(0.5, fraction)) k++;
		if (!happensTimes(k * (k - 1), 0.5, fraction)) continue;
		const x = fraction();
		if (!happensTimes(k + 1, (x * (2 * k + x)) / (2 * k + 2), fraction)) continue;
		return fraction() < 0.5 ? -(k + x) : k + x;
	}
}

/** True with probability exp(−p) to the power of `times`. */
function happensTimes(times: number, p: number, fraction: () => number): boolean {
	for (let i = 0; i < times; i++) if (!happens(p, fraction)) return false;
	return true;
}

/**
 * True with probability exp(−p), for p from 0 to 1: a falling run p > u₁ > u₂ > … has an even length
 * with probability 1 − p + p²/2! − p³/3! + …
 *
 * Source: von Neumann 1951, "Various techniques used in connection with random digits".
 */
function happens(p: number, fraction: () => number): boolean {
	let even = true;
	let previous = p;
	for (;;) {
		const u = fraction();
		if (u >= previous) return even;
		previous = u;
		even = !even;
	}
}

/** Source: Durstenfeld 1964, "Algorithm 235: Random permutation" (the Fisher–Yates shuffle). */
function shuffled<T>(items: readonly T[], integer: (low: number, high: number) => number): T[] {
	const order = [...items];
	for (let i = order.length - 1; i > 0; i--) {
		const j = integer(0, i + 1);
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
	return order;
}
