import { LOG2E, powerOfTwo } from "./exp";
import { loadFour, maxOfLanes, storeFour, sumOfLanes } from "./rows";

/** Softmax of each row of x [rows, columns] into out, with the edges of the plain `softmax`. */
export function softmax(x: usize, out: usize, rows: i32, columns: i32): void {
	const width = <usize>columns << 2;
	for (let i = 0; i < rows; i++, x += width, out += width) softmaxRow(x, out, columns);
}

function softmaxRow(x: usize, out: usize, columns: i32): void {
	const maximum = highest(x, columns);
	const top = f32x4.splat(maximum);
	let sums = f32x4.splat(0);
	let j = 0;
	for (; j + 4 <= columns; j += 4) {
		const share = shares(v128.load(x + (<usize>j << 2)), top);
		v128.store(out + (<usize>j << 2), share);
		sums = f32x4.add(sums, share);
	}
	if (j < columns) {
		const share = shares(loadFour(x + (<usize>j << 2), columns - j, -Infinity), top);
		storeFour(out + (<usize>j << 2), share, columns - j);
		sums = f32x4.add(sums, share);
	}
	const nothing = maximum === -Infinity;
	scaleRow(out, nothing ? nothingOrNaN(x, columns) : 1 / sumOfLanes(sums), columns);
}

/** NaN passed over: it comes back as the NaN of the sum. */
function highest(x: usize, columns: i32): f32 {
	let four = f32x4.splat(-Infinity);
	let j = 0;
	for (; j + 4 <= columns; j += 4) four = f32x4.pmax(four, v128.load(x + (<usize>j << 2)));
	return maxOfLanes(f32x4.pmax(four, loadFour(x + (<usize>j << 2), columns - j, -Infinity)));
}

/** exp(score − top), and 1 for the top itself: Infinity − Infinity would be NaN. */
// @ts-ignore: decorator
@inline
function shares(score: v128, top: v128): v128 {
	const difference = v128.andnot(f32x4.sub(score, top), f32x4.eq(score, top));
	return powerOfTwo(f32x4.mul(difference, f32x4.splat(LOG2E)));
}

/** 0 for a row of −Infinity alone, NaN when a NaN is among them. */
function nothingOrNaN(x: usize, columns: i32): f32 {
	for (let j = 0; j < columns; j++) if (isNaN(f32.load(x + (<usize>j << 2)))) return NaN;
	return 0;
}

function scaleRow(x: usize, factor: f32, columns: i32): void {
	const factors = f32x4.splat(factor);
	let j = 0;
	for (; j + 4 <= columns; j += 4, x += 16) v128.store(x, f32x4.mul(factors, v128.load(x)));
	if (j < columns)
		storeFour(x, f32x4.mul(factors, loadFour(x, columns - j, 0)), columns - j);
}
