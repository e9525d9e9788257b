import { LOG2E, powerOfTwo } from "./exp";
import { packEight, packFour, packRows, unpackEight } from "./pack";
import { packedTile } from "./tile";

/**
 * Attention of one head, eight queries at a time. With `causal`, query i sees keys 0 … position + i.
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
	queryCount: i32,
	keys: i32,
	dim: i32,
	valueDim: i32,
	scale: f32,
	causal: i32,
	position: i32,
	scratch: usize,
): void {
	const packedKeys = scratch; // [keys/4][dim][4]
	const packedValues = packedKeys + (roundUp(keys) * dim << 2); // [valueDim/4][keys][4]
	const queries = packedValues + (roundUp(valueDim) * keys << 2); // [dim][8]
	const scores = queries + (<usize>dim << 5); // [keys][8]
	const mixture = scores + (roundUp(keys) << 5); // [valueDim][8]
	const statistics = mixture + (roundUp(valueDim) << 5); // [maxima, sums][8]
	packRows(k, kRow, 4, keys, dim, packedKeys);
	packRows(v, 4, vRow, valueDim, keys, packedValues);
	for (let i = 0; i < queryCount; i += 8) {
		const rows = min(queryCount - i, 8);
		const visible = causal ? min(keys, position + i + rows) : keys;
		packEight(q + <usize>i * qRow, qRow, 4, rows, dim, scale, queries);
		scoreBlock(packedKeys, queries, scores, visible, dim);
		if (causal) hideLaterKeys(scores, position + i, visible);
		if (mask) hideMasked(scores, mask + <usize>i * keys, rows, visible, keys);
		softmaxOfColumns(scores, visible, statistics);
		for (let j = 0; j < valueDim; j += 4)
			packedTile(
				packedValues + ((<usize>j * keys) << 2),
				scores,
				mixture + (<usize>j << 5),
				32,
				visible,
			);
		const target = out + <usize>i * outRow;
		const sum0 = v128.load(statistics, 32);
		const sum1 = v128.load(statistics, 48);
		unpackEight(mixture, valueDim, reciprocal(sum0), reciprocal(sum1), rows, target, outRow);
		memory.copy(maxima + (<usize>i << 2), statistics, <usize>rows << 2);
		memory.copy(sums + (<usize>i << 2), statistics + 32, <usize>rows << 2);
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

/** −Infinity where the key comes after the query; the first lane stands at place `i`. */
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

/**
 * Puts exp(score − highest) in the place of each score, for the eight columns of scores [visible][8].
 * statistics [2][8] receives the highest scores, NaN passed over (it comes back as the NaN of the sum), and the sums.
 */
function softmaxOfColumns(scores: usize, visible: i32, statistics: usize): void {
	const end = scores + (<usize>visible << 5);
	let max0 = f32x4.splat(-Infinity);
	let max1 = max0;
	for (let at = scores; at < end; at += 32) {
		max0 = f32x4.pmax(max0, v128.load(at));
		max1 = f32x4.pmax(max1, v128.load(at, 16));
	}
	const shift0 = finiteShift(scores, max0, visible);
	const shift1 = finiteShift(scores + 16, max1, visible);
	let sum0 = f32x4.splat(0);
	let sum1 = sum0;
	const inTwos = f32x4.splat(LOG2E); // of the difference, which is exact where it matters
	for (let at = scores; at < end; at += 32) {
		const share0 = powerOfTwo(f32x4.mul(inTwos, f32x4.sub(v128.load(at), shift0)));
		const share1 = powerOfTwo(f32x4.mul(inTwos, f32x4.sub(v128.load(at, 16), shift1)));
		v128.store(at, share0);
		v128.store(at, share1, 16);
		sum0 = f32x4.add(sum0, share0);
		sum1 = f32x4.add(sum1, share1);
	}
	v128.store(statistics, max0);
	v128.store(statistics, max1, 16);
	v128.store(statistics, sum0, 32);
	v128.store(statistics, sum1, 48);
}

/** The highest scores, and 0 where they are infinite: −Infinity − −Infinity would be NaN. */
function finiteShift(scores: usize, highest: v128, visible: i32): v128 {
	const infinite = f32x4.eq(highest, f32x4.splat(Infinity));
	if (v128.any_true(infinite)) shareAmongInfinite(scores, infinite, visible);
	const nothing = f32x4.eq(highest, f32x4.splat(-Infinity));
	return v128.andnot(highest, v128.or(nothing, infinite));
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
