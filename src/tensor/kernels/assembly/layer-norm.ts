import { loadFour, storeFour, sumOfLanes } from "./rows";

/**
 * out = (x − mean) / √(variance + epsilon) · gamma + beta for each row; means and inverses [rows] receive the
 * mean and 1/√(variance + epsilon).
 * Source: Ba, Kiros and Hinton 2016, "Layer Normalization", equation 4; the variance divides by the number
 * of columns.
 */
export function layerNorm(
	x: usize,
	gamma: usize,
	beta: usize,
	out: usize,
	means: usize,
	inverses: usize,
	rows: i32,
	columns: i32,
	epsilon: f32,
): void {
	const width = <usize>columns << 2;
	for (let i = 0; i < rows; i++, x += width, out += width, means += 4, inverses += 4) {
		const mean = sumOfRow(x, 0, columns) / <f32>columns;
		const rest = sumOfRow(x, mean, columns) / <f32>columns; // what rounding took from the mean
		const variance = sumOfSquares(x, mean, rest, columns) / <f32>columns;
		const inverse: f32 = 1 / sqrt<f32>(variance + epsilon);
		f32.store(means, mean);
		f32.store(inverses, inverse);
		for (let j = 0; j < columns; j += 4) {
			const at = <usize>j << 2;
			const left = columns - j;
			const normal = normalised(x + at, mean, rest, inverse, left);
			const scaled = f32x4.mul(normal, loadFour(gamma + at, left, 0));
			storeFour(out + at, f32x4.add(scaled, loadFour(beta + at, left, 0)), left);
		}
	}
}

/**
 * dGamma = Σ dOut ∘ x̂ and dBeta = Σ dOut over the rows; with g = dOut ∘ gamma,
 * dX = (g − mean(g) − x̂ · mean(g ∘ x̂)) / √(variance + epsilon).
 */
export function layerNormBackward(
	x: usize,
	gamma: usize,
	means: usize,
	inverses: usize,
	dOut: usize,
	dX: usize,
	dGamma: usize,
	dBeta: usize,
	rows: i32,
	columns: i32,
): void {
	const width = <usize>columns << 2;
	memory.fill(dGamma, 0, width);
	memory.fill(dBeta, 0, width);
	for (let i = 0; i < rows; i++, x += width, dOut += width, dX += width) {
		const mean = f32.load(means + (<usize>i << 2));
		const inverse = f32.load(inverses + (<usize>i << 2));
		let sums = f32x4.splat(0);
		let overlaps = sums;
		for (let j = 0; j < columns; j += 4) {
			const at = <usize>j << 2;
			const left = columns - j;
			const slope = loadFour(dOut + at, left, 0);
			const normal = normalised(x + at, mean, 0, inverse, left);
			const g = f32x4.mul(slope, loadFour(gamma + at, left, 0));
			sums = f32x4.add(sums, g);
			overlaps = f32x4.add(overlaps, f32x4.mul(g, normal));
			addFour(dGamma + at, f32x4.mul(slope, normal), left);
			addFour(dBeta + at, slope, left);
		}
		const meanSlope = f32x4.splat(sumOfLanes(sums) / <f32>columns);
		const meanOverlap = f32x4.splat(sumOfLanes(overlaps) / <f32>columns);
		for (let j = 0; j < columns; j += 4) {
			const at = <usize>j << 2;
			const left = columns - j;
			const normal = normalised(x + at, mean, 0, inverse, left);
			const g = f32x4.mul(loadFour(dOut + at, left, 0), loadFour(gamma + at, left, 0));
			const centred = f32x4.sub(f32x4.sub(g, meanSlope), f32x4.mul(normal, meanOverlap));
			storeFour(dX + at, f32x4.mul(f32x4.splat(inverse), centred), left);
		}
	}
}

/** x̂ = (x − mean − rest) / √(variance + epsilon) of four columns, 0 beyond the end of the row. */
function normalised(x: usize, mean: f32, rest: f32, inverse: f32, count: i32): v128 {
	return f32x4.mul(centred(x, mean, rest, count), f32x4.splat(inverse));
}

// @ts-ignore: decorator
@inline
function centred(x: usize, mean: f32, rest: f32, count: i32): v128 {
	const difference = f32x4.sub(loadFour(x, count, mean + rest), f32x4.splat(mean));
	return f32x4.sub(difference, f32x4.splat(rest));
}

function addFour(x: usize, four: v128, count: i32): void {
	storeFour(x, f32x4.add(loadFour(x, count, 0), four), count);
}

/** Σ (x − shift) */
function sumOfRow(x: usize, shift: f32, columns: i32): f32 {
	let sums = f32x4.splat(0);
	for (let j = 0; j < columns; j += 4, x += 16)
		sums = f32x4.add(sums, f32x4.sub(loadFour(x, columns - j, shift), f32x4.splat(shift)));
	return sumOfLanes(sums);
}

/** Σ (x − mean − rest)² */
function sumOfSquares(x: usize, mean: f32, rest: f32, columns: i32): f32 {
	let sums = f32x4.splat(0);
	for (let j = 0; j < columns; j += 4, x += 16) {
		const four = centred(x, mean, rest, columns - j);
		sums = f32x4.add(sums, f32x4.mul(four, four));
	}
	return sumOfLanes(sums);
}
