import { exp } from "./exp";
import { packEight, packFour, packRows, unpackEight } from "./pack";
import { packedTile } from "./tile";

/**
 * Attention of one head for the queries `from` … `to` − 1 of q, in blocks of eight.
 *
 * Queries lie across the lanes and keys run down, scores [keys][8]: so the softmax of eight queries goes
 * lane by lane with no sum across lanes, and the weights lie as the product with the values wants them.
 * Rows of q, k, v and out are qRow, kRow, vRow and outRow bytes apart. `mask` is 0 or a [queries, keys] table of bytes.
 * maxima and sums [queries] receive the highest score of a row and Σ exp(score − highest), 0 for a query with
 * nothing to attend to.
 * scratch: 4·attentionScratch(keys, dim, valueDim) bytes (see wasm-kernels.ts); v must be finite.
 */
export function attention(
	q: usize,
	k: usize,
	v: usize,
	mask: usize,
	out: usize,
	maxima: usize,
	sums: usize,
	qRow: usize,
	kRow: usize,
	vRow: usize,
	outRow: usize,
	from: i32,
	to: i32,
	keys: i32,
	dim: i32,
	valueDim: i32,
	scale: f32,
	causal: i32,
	scratch: usize,
): void {
	const packedKeys = scratch; // [keys/4][dim][4]
	const packedValues = packedKeys + (roundUp(keys) * dim << 2); // [valueDim/4][keys][4]
	const queries = packedValues + (roundUp(valueDim) * keys << 2); // [dim][8]
	const scores = queries + (<usize>dim << 5); // [keys][8]
	const mixture = scores + (roundUp(keys) << 5); // [valueDim][8]
	packRows(k, kRow, 4, keys, dim, packedKeys);
	packRows(v, 4, vRow, valueDim, keys, packedValues);
	for (let i = from; i < to; i += 8) {
		const rows = min(to - i, 8);
		const visible = causal ? min(keys, i + rows) : keys;
		packEight(q + <usize>i * qRow, qRow, 4, rows, dim, scale, queries);
		scoreBlock(packedKeys, queries, scores, visible, dim);
		if (causal) hideLaterKeys(scores, i, visible);
		if (mask) hideMasked(scores, mask + <usize>i * keys, rows, visible, keys);
		const max0 = columnMaxima(scores, visible);
		const max1 = columnMaxima(scores + 16, visible);
		const sum0 = exponentials(scores, max0, visible);
		const sum1 = exponentials(scores + 16, max1, visible);
		for (let j = 0; j < valueDim; j += 4)
			packedTile(
				packedValues + ((<usize>j * keys) << 2),
				scores,
				mixture + (<usize>j << 5),
				32,
				visible,
			);
		const target = out + <usize>i * outRow;
		unpackEight(mixture, valueDim, reciprocal(sum0), reciprocal(sum1), rows, target, outRow);
		storeLanes(maxima + (<usize>i << 2), max0, max1, rows);
		storeLanes(sums + (<usize>i << 2), sum0, sum1, rows);
	}
}

/** Rounded up to a multiple of 4. */
// @ts-ignore: decorator
@inline
export function roundUp(size: i32): usize {
	return <usize>((size + 3) & ~3);
}

/** scores[key][lane] = k · q for `visible` keys and, to the end of the last group of four, for zeros. */
export function scoreBlock(
	packedKeys: usize,
	queries: usize,
	scores: usize,
	visible: i32,
	dim: i32,
): void {
	for (let key = 0; key < visible; key += 4)
		packedTile(
			packedKeys + ((<usize>key * dim) << 2),
			queries,
			scores + (<usize>key << 5),
			32,
			dim,
		);
}

/** −Infinity where the key comes after the query; the first lane is query `i`. */
export function hideLaterKeys(scores: usize, i: i32, visible: i32): void {
	for (let key = i + 1; key < visible; key++)
		for (let lane = 0; lane < key - i; lane++)
			f32.store(scores + (<usize>key << 5) + (<usize>lane << 2), -Infinity);
}

/** −Infinity where the table of bytes says 0. */
export function hideMasked(scores: usize, mask: usize, rows: i32, visible: i32, keys: i32): void {
	for (let lane = 0; lane < rows; lane++, mask += keys, scores += 4)
		for (let key = 0; key < visible; key++)
			if (load<u8>(mask + key) === 0) f32.store(scores + (<usize>key << 5), -Infinity);
}

/** The highest score of each of four lanes, NaN passed over (it comes back as the NaN of the sum). */
function columnMaxima(scores: usize, visible: i32): v128 {
	let highest = f32x4.splat(-Infinity);
	let second = highest;
	let key = 0;
	for (; key + 2 <= visible; key += 2, scores += 64) {
		highest = f32x4.pmax(highest, v128.load(scores));
		second = f32x4.pmax(second, v128.load(scores, 32));
	}
	if (key < visible) highest = f32x4.pmax(highest, v128.load(scores));
	return f32x4.pmax(highest, second);
}

/** Puts exp(score − highest) in the place of each score of four lanes and gives their sums. */
function exponentials(scores: usize, highest: v128, visible: i32): v128 {
	const infinite = f32x4.eq(highest, f32x4.splat(Infinity));
	if (v128.any_true(infinite)) shareAmongInfinite(scores, infinite, visible);
	const nothing = f32x4.eq(highest, f32x4.splat(-Infinity));
	// −Infinity − −Infinity would be NaN
	const shift = v128.andnot(highest, v128.or(nothing, infinite));
	let sums = f32x4.splat(0);
	for (let key = 0; key < visible; key++, scores += 32) {
		const share = exp(f32x4.sub(v128.load(scores), shift));
		v128.store(scores, share);
		sums = f32x4.add(sums, share);
	}
	return sums;
}

/** Where the highest score is Infinity, all that are Infinity share the weight: 0 for them, −Infinity for others. */
function shareAmongInfinite(scores: usize, lanes: v128, visible: i32): void {
	for (let key = 0; key < visible; key++, scores += 32) {
		const score = v128.load(scores);
		const isInfinite = f32x4.eq(score, f32x4.splat(Infinity));
		const isNumber = f32x4.eq(score, score);
		const hidden = v128.andnot(v128.and(lanes, isNumber), isInfinite);
		const other = v128.bitselect(f32x4.splat(-Infinity), score, hidden);
		v128.store(scores, v128.andnot(other, v128.and(lanes, isInfinite)));
	}
}

/** 1/x, and 0 for 0. */
function reciprocal(x: v128): v128 {
	return v128.andnot(f32x4.div(f32x4.splat(1), x), f32x4.eq(x, f32x4.splat(0)));
}

function storeLanes(to: usize, low: v128, high: v128, count: i32): void {
	for (let lane = 0; lane < count; lane++, to += 4) {
		f32.store(to, f32x4.extract_lane(low, 0));
		low = v128.shuffle<f32>(low, high, 1, 2, 3, 4);
		high = v128.shuffle<f32>(high, high, 1, 2, 3, 0);
	}
}
