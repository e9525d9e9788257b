import { exp } from "./exp";
import { loadFour, maxOfLanes, storeFour, sumOfLanes } from "./rows";

/** Softmax of each row of x [rows, columns] into out, with the edges of the plain `softmax`. */
export function softmax(x: usize, out: usize, rows: i32, columns: i32): void {
	const width = <usize>columns << 2;
	for (let i = 0; i < rows; i++, x += width, out += width) softmaxRow(x, out, columns);
}

function softmaxRow(x: usize, out: usize, columns: i32): void {
	let highest = f32x4.splat(-Infinity);
	for (let j = 0; j < columns; j += 4)
		highest = f32x4.pmax(highest, loadFour(x + (<usize>j << 2), columns - j, -Infinity));
	const maximum = maxOfLanes(highest);
	const top = f32x4.splat(maximum);
	const one = f32x4.splat(1);
	let sums = f32x4.splat(0);
	for (let j = 0; j < columns; j += 4) {
		const score = loadFour(x + (<usize>j << 2), columns - j, -Infinity);
		// Infinity − Infinity would be NaN
		const share = v128.bitselect(one, exp(f32x4.sub(score, top)), f32x4.eq(score, top));
		storeFour(out + (<usize>j << 2), share, columns - j);
		sums = f32x4.add(sums, share);
	}
	const nothing = maximum === -Infinity;
	scaleRow(out, nothing ? nothingOrNaN(x, columns) : 1 / sumOfLanes(sums), columns);
}

/** 0 for a row of −Infinity alone, NaN when a NaN is among them. */
function nothingOrNaN(x: usize, columns: i32): f32 {
	for (let j = 0; j < columns; j++) if (isNaN(f32.load(x + (<usize>j << 2)))) return NaN;
	return 0;
}

function scaleRow(x: usize, factor: f32, columns: i32): void {
	const factors = f32x4.splat(factor);
	for (let j = 0; j < columns; j += 4, x += 16)
		storeFour(x, f32x4.mul(factors, loadFour(x, columns - j, 0)), columns - j);
}
