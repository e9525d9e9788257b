import { hideLaterKeys, hideMasked, roundUp, scoreBlock } from "./attention";
import { LOG2E, powerOfTwo } from "./exp";
import { packEight, packRows, unpackEight } from "./pack";
import { addTileOfRows, packedTile } from "./tile";

/**
 * The gradients of one head. With P the weights, O the output and D the row sums of dO ∘ O:
 *
 *     dV = Pᵀ dO     dP = dO Vᵀ     dS = P ∘ (dP − D)     dQ = scale · dS K     dK = scale · dSᵀ Q
 *
 * P is computed anew from logSumExp, eight queries at a time, so that no [queries, keys] table is ever kept.
 * All inputs must be finite, but for logSumExp, which is −Infinity for a query with nothing to attend to.
 * scratch: 4·attentionBackwardScratch(keys, dim, valueDim) bytes (see wasm-kernels.ts).
 * Source: Dao et al. 2022, "FlashAttention", appendix B.2 and algorithm 4.
 */
export function attentionBackward(
	q: usize,
	k: usize,
	v: usize,
	mask: usize,
	out: usize,
	logSumExp: usize,
	dOut: usize,
	dQ: usize,
	dK: usize,
	dV: usize,
	row: usize, // of q, k, dQ and dK, in bytes
	valueRow: usize, // of v, out, dOut and dV
	queryCount: i32,
	keys: i32,
	dim: i32,
	valueDim: i32,
	scale: f32,
	causal: i32,
	position: i32,
	scratch: usize,
): void {
	const wideDim = roundUpToEight(dim);
	const wideValueDim = roundUpToEight(valueDim);
	const keyRows = scratch; // [keys/4][dim][4]
	const keyColumns = keyRows + (roundUp(keys) * dim << 2); // [dim/4][keys][4]
	const values = keyColumns + (roundUp(dim) * keys << 2); // [keys/4][valueDim][4]
	const sumK = values + (roundUp(keys) * valueDim << 2); // [keys][wideDim]
	const sumV = sumK + (roundUp(keys) * wideDim << 2); // [keys][wideValueDim]
	const weights = sumV + (roundUp(keys) * wideValueDim << 2); // [keys][8]
	const slopes = weights + (roundUp(keys) << 5); // [keys][8], dP and then dS
	const queries = slopes + (roundUp(keys) << 5); // [dim][8]
	const dOutColumns = queries + (<usize>dim << 5); // [valueDim][8]
	const outColumns = dOutColumns + (<usize>valueDim << 5); // [valueDim][8]
	const dQueries = outColumns + (<usize>valueDim << 5); // [dim][8]
	const queryPanels = dQueries + (roundUp(dim) << 5); // [wideDim/8][8 queries][8]
	const dOutPanels = queryPanels + (wideDim << 5); // [wideValueDim/8][8 queries][8]
	packRows(k, row, 4, keys, dim, keyRows);
	packRows(k, 4, row, dim, keys, keyColumns);
	packRows(v, valueRow, 4, keys, valueDim, values);
	memory.fill(sumK, 0, weights - sumK);
	for (let i = 0; i < queryCount; i += 8) {
		const rows = min(queryCount - i, 8);
		const visible = causal ? min(keys, position + i + rows) : keys;
		const qBlock = q + <usize>i * row;
		const dOutBlock = dOut + <usize>i * valueRow;
		packEight(qBlock, row, 4, rows, dim, scale, queries);
		packEight(dOutBlock, valueRow, 4, rows, valueDim, 1, dOutColumns);
		packEight(out + <usize>i * valueRow, valueRow, 4, rows, valueDim, 1, outColumns);
		packPanels(qBlock, row, rows, dim, scale, queryPanels);
		packPanels(dOutBlock, valueRow, rows, valueDim, 1, dOutPanels);

		scoreBlock(keyRows, queries, weights, visible, dim);
		if (causal) hideLaterKeys(weights, position + i, visible);
		if (mask) hideMasked(weights, mask + <usize>i * keys, rows, visible, keys);
		scoreBlock(values, dOutColumns, slopes, visible, valueDim);
		const statistics = logSumExp + (<usize>i << 2);
		slopesOfScores(
			weights,
			slopes,
			visible,
			lanes(statistics, min(rows, 4)),
			dOutColumns,
			outColumns,
			valueDim,
		);
		slopesOfScores(
			weights + 16,
			slopes + 16,
			visible,
			lanes(statistics + 16, rows - 4),
			dOutColumns + 16,
			outColumns + 16,
			valueDim,
		);

		for (let j = 0; j < dim; j += 4)
			packedTile(
				keyColumns + ((<usize>j * keys) << 2),
				slopes,
				dQueries + (<usize>j << 5),
				32,
				visible,
			);
		const scales = f32x4.splat(scale);
		unpackEight(dQueries, dim, scales, scales, rows, dQ + <usize>i * row, row);
		addOuterProducts(slopes, queryPanels, sumK, visible, wideDim, rows);
		addOuterProducts(weights, dOutPanels, sumV, visible, wideValueDim, rows);
	}
	copyRows(sumK, wideDim, dK, row, keys, dim);
	copyRows(sumV, wideValueDim, dV, valueRow, keys, valueDim);
}

// @ts-ignore: decorator
@inline
function roundUpToEight(size: i32): usize {
	return <usize>((size + 7) & ~7);
}

/** [columns/8][8 rows][8] of a block of up to eight rows, with zeros beyond its edges. */
function packPanels(x: usize, rowStride: usize, rows: i32, columns: i32, factor: f32, out: usize): void {
	for (let j = 0; j < columns; j += 8, x += 32, out += 256)
		packEight(x, 4, rowStride, min(columns - j, 8), rows, factor, out);
}

/** Up to four numbers as lanes, and +Infinity: a score there gets the weight 0. */
function lanes(x: usize, count: i32): v128 {
	let four = f32x4.splat(Infinity);
	if (count > 0) four = v128.load32_lane(x, four, 0);
	if (count > 1) four = v128.load32_lane(x + 4, four, 1);
	if (count > 2) four = v128.load32_lane(x + 8, four, 2);
	if (count > 3) four = v128.load32_lane(x + 12, four, 3);
	return four;
}

/** Turns scores into weights and dP into dS, in place, for four queries. */
function slopesOfScores(
	scores: usize,
	slopes: usize,
	visible: i32,
	logSumExp: v128,
	dOut: usize,
	out: usize,
	valueDim: i32,
): void {
	let overlap = f32x4.splat(0); // D
	for (let j = 0; j < valueDim; j++, dOut += 32, out += 32)
		overlap = f32x4.add(overlap, f32x4.mul(v128.load(dOut), v128.load(out)));
	const nothing = f32x4.eq(logSumExp, f32x4.splat(-Infinity));
	// exp(score − Infinity) is 0
	const shift = v128.bitselect(f32x4.splat(Infinity), logSumExp, nothing);
	let key = 0;
	for (; key < visible; key++, scores += 32, slopes += 32) {
		const difference = f32x4.sub(v128.load(scores), shift);
		const weight = powerOfTwo(f32x4.mul(difference, f32x4.splat(LOG2E)));
		v128.store(scores, weight);
		v128.store(slopes, f32x4.mul(weight, f32x4.sub(v128.load(slopes), overlap)));
	}
	for (const end = <i32>roundUp(visible); key < end; key++, scores += 32, slopes += 32) {
		v128.store(scores, f32x4.splat(0)); // the tile takes keys four at a time
		v128.store(slopes, f32x4.splat(0));
	}
}

/** sums [keys][width] += a [keys][8 queries] · panels [8 queries][width] */
function addOuterProducts(
	a: usize,
	panels: usize,
	sums: usize,
	visible: i32,
	width: usize,
	rows: i32,
): void {
	const sumRow = width << 2;
	for (let key = 0; key < visible; key += 4, a += 128, sums += 4 * sumRow)
		for (let j: usize = 0; j < width; j += 8)
			addTileOfRows(a, panels + (j << 5), sums + (j << 2), sumRow, rows);
}

function copyRows(x: usize, width: usize, out: usize, outRow: usize, rows: i32, columns: i32): void {
	for (let i = 0; i < rows; i++, x += width << 2, out += outRow)
		memory.copy(out, x, <usize>columns << 2);
}
