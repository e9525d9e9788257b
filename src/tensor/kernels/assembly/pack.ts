/**
 * Lays `rows` ≤ 4 rows of `steps` numbers side by side, as the tile wants them: out[t][i] = factor · x[i][t],
 * with zeros for the rows that are not there. x[i][t] lies at x + i·rowStride + t·stepStride,
 * out[t] at out + t·outStep; all in bytes.
 */
export function packFour(
	x: usize,
	rowStride: usize,
	stepStride: usize,
	rows: i32,
	steps: i32,
	factor: f32,
	out: usize,
	outStep: usize,
): void {
	const factors = f32x4.splat(factor);
	let t = 0;
	if (rows === 4 && rowStride === 4) {
		for (; t < steps; t++, x += stepStride, out += outStep)
			v128.store(out, f32x4.mul(factors, v128.load(x)));
	} else if (rows === 4 && stepStride === 4) {
		for (; t + 4 <= steps; t += 4, x += 16, out += 4 * outStep)
			transposeFour(x, rowStride, factors, out, outStep);
	}
	for (; t < steps; t++, x += stepStride, out += outStep)
		v128.store(out, f32x4.mul(factors, gather(x, rowStride, rows)));
}

/** Like `packFour` with up to 8 rows: out[t] is 8 numbers wide. */
export function packEight(
	x: usize,
	rowStride: usize,
	stepStride: usize,
	rows: i32,
	steps: i32,
	factor: f32,
	out: usize,
): void {
	const first = min(rows, 4);
	packFour(x, rowStride, stepStride, first, steps, factor, out, 32);
	packFour(
		x + 4 * rowStride,
		rowStride,
		stepStride,
		rows - first,
		steps,
		factor,
		out + 16,
		32,
	);
}

/** The way back: out[i][t] = x[t][i] · factors[i] for `rows` ≤ 8 rows; x[t] is 8 numbers wide. */
export function unpackEight(
	x: usize,
	steps: i32,
	factors0: v128,
	factors1: v128,
	rows: i32,
	out: usize,
	outRow: usize,
): void {
	unpackFour(x, steps, factors0, min(rows, 4), out, outRow);
	if (rows > 4) unpackFour(x + 16, steps, factors1, rows - 4, out + 4 * outRow, outRow);
}

function unpackFour(
	x: usize,
	steps: i32,
	factors: v128,
	rows: i32,
	out: usize,
	outRow: usize,
): void {
	let t = 0;
	if (rows === 4) {
		for (; t + 4 <= steps; t += 4, x += 128, out += 16) {
			const x0 = f32x4.mul(factors, v128.load(x));
			const x1 = f32x4.mul(factors, v128.load(x, 32));
			const x2 = f32x4.mul(factors, v128.load(x, 64));
			const x3 = f32x4.mul(factors, v128.load(x, 96));
			storeTransposed(x0, x1, x2, x3, out, outRow);
		}
	}
	for (; t < steps; t++, x += 32, out += 4) {
		const column = f32x4.mul(factors, v128.load(x));
		f32.store(out, f32x4.extract_lane(column, 0));
		if (rows > 1) f32.store(out + outRow, f32x4.extract_lane(column, 1));
		if (rows > 2) f32.store(out + 2 * outRow, f32x4.extract_lane(column, 2));
		if (rows > 3) f32.store(out + 3 * outRow, f32x4.extract_lane(column, 3));
	}
}

// @ts-ignore: decorator
@inline
function transposeFour(x: usize, rowStride: usize, factors: v128, out: usize, outStep: usize): void {
	const x0 = f32x4.mul(factors, v128.load(x));
	const x1 = f32x4.mul(factors, v128.load(x + rowStride));
	const x2 = f32x4.mul(factors, v128.load(x + 2 * rowStride));
	const x3 = f32x4.mul(factors, v128.load(x + 3 * rowStride));
	storeTransposed(x0, x1, x2, x3, out, outStep);
}

// @ts-ignore: decorator
@inline
function storeTransposed(x0: v128, x1: v128, x2: v128, x3: v128, out: usize, outRow: usize): void {
	const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
	const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
	const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
	const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
	v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
	v128.store(out + outRow, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
	v128.store(out + 2 * outRow, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
	v128.store(out + 3 * outRow, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** One number of each of `rows` ≤ 4 rows, and zeros. */
function gather(x: usize, rowStride: usize, rows: i32): v128 {
	let column = f32x4.splat(0);
	if (rows > 0) column = v128.load32_lane(x, column, 0);
	if (rows > 1) column = v128.load32_lane(x + rowStride, column, 1);
	if (rows > 2) column = v128.load32_lane(x + 2 * rowStride, column, 2);
	if (rows > 3) column = v128.load32_lane(x + 3 * rowStride, column, 3);
	return column;
}

/** [groups of 4 rows][steps][4] of the whole matrix x [rows, steps]. */
export function packRows(
	x: usize,
	rowStride: usize,
	stepStride: usize,
	rows: i32,
	steps: i32,
	out: usize,
): void {
	for (let row = 0; row < rows; row += 4, x += 4 * rowStride, out += <usize>steps << 4)
		packFour(x, rowStride, stepStride, min(rows - row, 4), steps, 1, out, 16);
}
