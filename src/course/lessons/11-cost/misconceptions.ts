import {
	type AttentionFlops,
	attention,
	attentionFlops,
	dot,
	type Matrix,
	type OnlineSoftmax,
	onlineSoftmax,
	softmax,
	type TiledOptions,
	type Vector,
} from "../../../attention";
import type { Implementation, Misconception } from "../../lesson";

/** The wrong answers to exercise 11 that people really give. */
export const misconceptions: readonly Misconception[] = [
	{
		id: "multiply-add-as-one",
		title: "a multiplication with its addition is counted as one operation",
		explanation:
			"Many count so, and call it a MAC or a fused multiply-add; papers differ by this factor of 2. Here each " +
			"addition and each multiplication is one: a sum of m products costs 2·m.",
		wrong: counting(({ projections, scores, mixing, ...rest }) => ({
			...rest,
			projections: projections / 2,
			scores: scores / 2,
			mixing: mixing / 2,
		})),
	},
	{
		id: "heads-multiply-the-scores",
		title: "scores and mixing are multiplied by the number of heads",
		explanation:
			"There are heads times as many scores, but each is a sum over d / heads columns only. The two cancel: " +
			"the products of all heads together cost as much as those of one wide head (lesson 07). Only softmax " +
			"pays for each head.",
		wrong: counting((parts, { heads }) => ({
			...parts,
			scores: parts.scores * heads,
			mixing: parts.mixing * heads,
		})),
	},
	{
		id: "one-head-only",
		title: "scores and mixing are counted for one head",
		explanation: "2·n²·d/heads is what a single head costs. There are `heads` of them.",
		wrong: counting((parts, { heads }) => ({
			...parts,
			scores: parts.scores / heads,
			mixing: parts.mixing / heads,
		})),
	},
	{
		id: "output-projection-not-counted",
		title: "three projections are counted, not four",
		explanation:
			"wq, wk and wv come to mind at once. The merged heads are multiplied by wo as well, [d, d] like the " +
			"others.",
		wrong: counting((parts) => ({ ...parts, projections: (parts.projections * 3) / 4 })),
	},
	{
		id: "softmax-for-one-head",
		title: "softmax is counted for one head",
		explanation:
			"Each head has n² scores of its own and a softmax over them: 5 · heads · n². It is the one part that " +
			"grows with the number of heads.",
		wrong: counting((parts, { heads }) => ({ ...parts, softmax: parts.softmax / heads })),
	},
	{
		id: "softmax-once-a-row",
		title: "softmax is counted once a row",
		explanation:
			"A row of softmax is one call, but n scores: each is scaled, shifted, sent through exp, added and " +
			"divided.",
		wrong: counting((parts, { n }) => ({ ...parts, softmax: parts.softmax / n })),
	},
	{
		id: "pairs-not-squared",
		title: "scores and mixing grow with n in place of n²",
		explanation:
			"Every token is scored against every token: n · n pairs. If the cost grew with n alone there would be " +
			"nothing to save.",
		wrong: counting((parts, { n }) => ({
			...parts,
			scores: parts.scores / n,
			mixing: parts.mixing / n,
		})),
	},
	{
		id: "softmax-not-in-the-total",
		title: "the total leaves out the softmax",
		explanation:
			"Softmax is small beside the products, and often left out. Here all four parts are added up.",
		wrong: {
			attentionFlops: (n: number, d: number, heads: number) => {
				const parts = attentionFlops(n, d, heads);
				return { ...parts, total: parts.total - parts.softmax };
			},
		},
	},
	{
		id: "eight-bytes",
		title: "8 bytes a number in place of 4",
		explanation:
			"A number of JavaScript takes 8 bytes, and a `number[]` does. Weights are kept in 32 bits, in a " +
			"Float32Array and on graphics cards: 4 bytes.",
		wrong: bytes((n, heads) => 8 * heads * n * n),
	},
	{
		id: "numbers-for-bytes",
		title: "numbers are counted in place of bytes",
		explanation: "heads · n² is how many weights there are. Each takes 4 bytes.",
		wrong: bytes((n, heads) => heads * n * n),
	},
	{
		id: "bits-for-bytes",
		title: "bits in place of bytes",
		explanation: "32 bits are 4 bytes. The answer is asked for in bytes.",
		wrong: bytes((n, heads) => 32 * heads * n * n),
	},
	{
		id: "weights-of-one-head",
		title: "the weights of one head only",
		explanation:
			"Every head has weights of its own, [n, n]. Unlike the products, they do not get smaller when there are " +
			"more heads.",
		wrong: bytes((n) => 4 * n * n),
	},
	{
		id: "one-row-of-weights",
		title: "one row of weights a head",
		explanation: "One row is what a single query needs, n weights. There are n queries: n².",
		wrong: bytes((n, heads) => 4 * heads * n),
	},
	{
		id: "each-chunk-by-itself",
		title: "every chunk gets a softmax of its own",
		explanation:
			"Then the weights of each chunk sum to 1, and all together to the number of chunks. There is one softmax " +
			"over all scores; the chunks are only the way in which they arrive.",
		wrong: {
			onlineSoftmax: (chunks: readonly Vector[]) => ({
				...onlineSoftmax(chunks),
				weights: chunks.map((chunk) => (chunk.length > 0 ? softmax(chunk) : [])),
			}),
			...tiling({ blocks: "averaged" }),
		},
	},
	{
		id: "total-not-rescaled",
		title: "the total is not corrected when the highest score rises",
		explanation:
			"What was added up before is exp(score − old highest). With a new highest score every one of those " +
			"summands is too large by the factor exp(new − old). Multiply the total by exp(old − new) before you go on.",
		wrong: {
			...online({ rescale: () => 1 }),
			...tiling({ rescaleTotal: () => 1 }),
		},
	},
	{
		id: "rescaled-the-wrong-way",
		title: "the total is multiplied by exp(new − old) in place of exp(old − new)",
		explanation:
			"exp(s − new) = exp(s − old) · exp(old − new). The factor is never above 1, because the highest score " +
			"never falls: what was added before counts for less than one thought. Yours grows, and soon to Infinity.",
		wrong: {
			...online({
				rescale: (before, now) => (before === -Infinity ? 0 : Math.exp(now - before)),
			}),
			...tiling({
				rescaleTotal: (before, now) => (before === -Infinity ? 0 : Math.exp(now - before)),
				rescaleMixture: (before, now) => (before === -Infinity ? 0 : Math.exp(now - before)),
			}),
		},
	},
	{
		id: "rescaled-after-adding",
		title: "the total is corrected after the new scores have been added",
		explanation:
			"The factor exp(old − new) belongs to what was there before. The new scores are measured against the new " +
			"highest already: correct first, then add.",
		wrong: {
			...online({ rescale: "after" }),
			...tiling({ when: "after" }),
		},
	},
	{
		id: "highest-of-the-last-chunk",
		title: "the highest score is the one of the last chunk",
		explanation:
			"A chunk may be lower than those before it. The highest so far is the larger of the two: " +
			"Math.max(highest, …). Otherwise exp gets positive numbers, and with scores of 1000 gives Infinity.",
		wrong: {
			...online({ highest: (_, chunk) => most(chunk) }),
			...tiling({ highest: (_, scores) => most(scores) }),
		},
	},
	{
		id: "highest-starts-at-zero",
		title: "the highest score begins at 0 in place of −Infinity",
		explanation:
			"If all scores are below 0, nothing ever raises it. The weights are right as long as exp can tell such " +
			"scores from 0; at −800 they are all 0 / 0. The highest of nothing is −Infinity.",
		wrong: {
			...online({ start: 0 }),
			...tiling({ start: 0 }),
		},
	},
	{
		id: "highest-not-subtracted",
		title: "exp(score) without subtracting the highest",
		explanation:
			"Then nothing has to be corrected, and it works, until a score passes 709: exp gives Infinity and the " +
			"weight Infinity / Infinity. The correction is the price for scores of any size.",
		wrong: {
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const scores = chunks.flat();
				const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
				return {
					highest: most(scores),
					total,
					weights: chunks.map((chunk) => chunk.map((score) => Math.exp(score) / total)),
				};
			},
			...tiling({ subtract: false }),
		},
	},
	{
		id: "nan-on-a-hidden-chunk",
		title: "a first chunk of nothing but −Infinity makes everything NaN",
		explanation:
			"−Infinity − (−Infinity) is NaN, and one NaN in the total stays. It happens when the first tile of a row " +
			"is hidden by a mask. Treat −Infinity apart: its share is 0, and nothing that was there has to be scaled.",
		wrong: online({ share: (score, highest) => Math.exp(score - highest) }),
	},
	{
		id: "nan-on-nothing",
		title: "where everything is hidden, the weights are NaN",
		explanation:
			"With nothing to attend to the total is 0, and 0 / 0 is NaN. The course's rule is weights of all zeros " +
			"(lesson 06): look at the total before you divide.",
		wrong: {
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const { highest, total, weights } = onlineSoftmax(chunks);
				const safe = total === 0 ? weights.map((chunk) => chunk.map(() => Number.NaN)) : weights;
				return { highest, total, weights: safe };
			},
		},
	},
	{
		id: "weights-not-divided",
		title: "the weights are not divided by the total",
		explanation:
			"exp(score − highest) is the share before it is made a weight. The highest score has 1, and all together " +
			"the total. Divide.",
		wrong: {
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const found = onlineSoftmax(chunks);
				const weights = found.weights.map((chunk) => chunk.map((weight) => weight * found.total));
				return { ...found, weights };
			},
			...tiling({ divide: () => 1 }),
		},
	},
	{
		id: "weights-in-one-row",
		title: "the weights are returned in one row",
		explanation:
			"The numbers are right. But they are asked for in the chunks in which the scores came: a list of lists, " +
			"so that each chunk knows its own.",
		wrong: {
			onlineSoftmax: (chunks: readonly Vector[]) => {
				const found = onlineSoftmax(chunks);
				return { ...found, weights: found.weights.flat() };
			},
		},
	},
	{
		id: "only-own-tile",
		title: "a query sees only the tile at its own place",
		explanation:
			"Cutting the tokens into blocks that attend within themselves is cheap, and another thing: local " +
			"attention. Tiling computes the whole: every query goes over all tiles, one after the other.",
		wrong: {
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix, { block }: TiledOptions) =>
				q.map((query, i) => {
					const own = Math.min(Math.floor(i / block), Math.ceil(k.length / block) - 1) * block;
					const tile = [own, own + block] as const;
					return attention([query], k.slice(...tile), v.slice(...tile)).output[0]!;
				}),
		},
	},
	{
		id: "last-tile-dropped",
		title: "the last tile is dropped where the block does not divide the keys",
		explanation:
			"Math.floor(n / block) tiles leave a rest: with 5 keys in tiles of 2 the last key is never seen. Step from " +
			"0 by `block` as long as there are keys; slice takes what is left.",
		wrong: tiling({ tiles: (keys, block) => Math.floor(keys / block) }),
	},
	{
		id: "only-the-first-tile",
		title: "only the first tile is looked at",
		explanation: "A return in the loop ends it after one turn. Every query has to see all keys.",
		wrong: tiling({ tiles: () => 1 }),
	},
	{
		id: "mixture-not-rescaled",
		title: "the total is corrected, the mixture is not",
		explanation:
			"Total and mixture are sums with the same shares: one of the shares, one of share times value. When the " +
			"highest score rises, both are too large by the same factor. Correct both.",
		wrong: tiling({ rescaleMixture: () => 1 }),
	},
	{
		id: "divided-in-every-tile",
		title: "the mixture is divided by the total in every tile",
		explanation:
			"Dividing early makes the mixture an average of what was seen so far, and then the next tile's shares are " +
			"added to it as if it were a sum; at the end it is divided again. Divide once, after the last tile.",
		wrong: tiling({ divideEachTile: true }),
	},
	{
		id: "no-scale",
		title: "the scores are not divided by √d_k",
		explanation:
			"Each score is the one of lesson 05, divided by √d_k. It gets lost when scores are written anew in the " +
			"innermost loop.",
		wrong: tiling({ divisor: () => 1 }),
	},
	{
		id: "divided-by-d-k",
		title: "the scores are divided by d_k in place of its root",
		explanation: "It is √d_k by which dot products grow (lesson 05).",
		wrong: tiling({ divisor: (d) => d }),
	},
	{
		id: "scaled-by-block",
		title: "the scores are divided by √block",
		explanation:
			"How many keys are looked at together has nothing to do with the size of a score: that is a sum of d_k " +
			"products. The result must not depend on the block at all.",
		wrong: tiling({ divisor: (_, block) => Math.sqrt(block) }),
	},
	{
		id: "values-of-the-first-tile",
		title: "the values of the first tile are mixed in every tile",
		explanation:
			"Within a tile keys are numbered from 0, values are not: key j of the tile that begins at `start` belongs " +
			"to value start + j.",
		wrong: tiling({ valueIndex: (_, j) => j }),
	},
	{
		id: "weights-returned-too",
		title: "an object with output and weights is returned",
		explanation:
			"`attention` returns both. Here the weights are never all there, which is the point; what is returned is " +
			"the output alone, [n_q, d_v].",
		wrong: {
			tiledAttention: (q: Matrix, k: Matrix, v: Matrix) => attention(q, k, v),
		},
	},
];

type Parts = Omit<AttentionFlops, "total">;

/** Other parts, and the total that belongs to them. */
function counting(
	change: (parts: Parts, sizes: { n: number; d: number; heads: number }) => Parts,
): Implementation {
	return {
		attentionFlops: (n: number, d: number, heads: number) => {
			const { total: _, ...right } = attentionFlops(n, d, heads);
			const parts = change(right, { n, d, heads });
			const total = parts.projections + parts.scores + parts.softmax + parts.mixing;
			return { ...parts, total };
		},
	};
}

function bytes(count: (n: number, heads: number) => number): Implementation {
	return { attentionBytes: count };
}

function most(scores: Vector): number {
	return scores.reduce((a, b) => Math.max(a, b), -Infinity);
}

function rightShare(score: number, highest: number): number {
	return score === -Infinity ? 0 : Math.exp(score - highest);
}

/** The steps of online softmax, each of which may be replaced. */
interface OnlineSteps {
	start?: number;
	highest?(before: number, chunk: Vector): number;
	/** What the total is multiplied by; "after": by the right factor, but too late. */
	rescale?: ((before: number, now: number) => number) | "after";
	share?(score: number, highest: number): number;
}

function online(steps: OnlineSteps): Implementation {
	const {
		start = -Infinity,
		highest: next = (before, chunk) => Math.max(before, most(chunk)),
		share = rightShare,
		rescale = share,
	} = steps;
	return {
		onlineSoftmax: (chunks: readonly Vector[]): OnlineSoftmax => {
			let highest = start;
			let total = 0;
			for (const chunk of chunks) {
				const before = highest;
				highest = next(before, chunk);
				if (rescale !== "after") total *= rescale(before, highest);
				for (const score of chunk) total += share(score, highest);
				if (rescale === "after") total *= share(before, highest);
			}
			const weights = chunks.map((chunk) =>
				chunk.map((score) => (total === 0 ? 0 : share(score, highest) / total)),
			);
			return { highest, total, weights };
		},
	};
}

/** The steps of tiled attention, each of which may be replaced. */
interface TiledSteps {
	start?: number;
	blocks?: "averaged";
	subtract?: boolean;
	when?: "after";
	divideEachTile?: boolean;
	tiles?(keys: number, block: number): number;
	divisor?(dK: number, block: number): number;
	highest?(before: number, scores: Vector): number;
	rescaleTotal?(before: number, now: number): number;
	rescaleMixture?(before: number, now: number): number;
	valueIndex?(start: number, j: number): number;
	divide?(total: number): number;
}

function tiling(steps: TiledSteps): Implementation {
	const { tiles = (keys, block) => Math.ceil(keys / block), blocks } = steps;
	return {
		tiledAttention: (q: Matrix, k: Matrix, v: Matrix, { block }: TiledOptions) =>
			q.map((query) => {
				const count = tiles(k.length, block);
				const starts = Array.from({ length: count }, (_, t) => t * block);
				if (blocks !== "averaged") return walk(steps, query, k, v, { starts, block });
				const outputs = starts.map((start) => {
					const tile = [start, start + block] as const;
					return attention([query], k.slice(...tile), v.slice(...tile)).output[0]!;
				});
				return v[0]!.map((_, c) => outputs.reduce((sum, row) => sum + row[c]!, 0) / count);
			}),
	};
}

function walk(
	steps: TiledSteps,
	query: Vector,
	k: Matrix,
	v: Matrix,
	{ starts, block }: { starts: readonly number[]; block: number },
): number[] {
	const {
		start: lowest = -Infinity,
		subtract = true,
		divisor = Math.sqrt,
		highest: next = (before, scores) => Math.max(before, most(scores)),
		rescaleTotal = rightShare,
		rescaleMixture = rightShare,
		valueIndex = (start, j) => start + j,
		divide = (total) => total,
	} = steps;
	let highest = lowest;
	let total = 0;
	let mixture = v[0]!.map(() => 0);
	for (const start of starts) {
		const scores = k
			.slice(start, start + block)
			.map((key) => dot(query, key) / divisor(query.length, block));
		const before = highest;
		highest = subtract ? next(before, scores) : 0;
		const rescale = () => {
			total *= subtract ? rescaleTotal(before, highest) : 1;
			const factor = subtract ? rescaleMixture(before, highest) : 1;
			mixture = mixture.map((sum) => sum * factor);
		};
		if (steps.when !== "after") rescale();
		scores.forEach((score, j) => {
			const part = rightShare(score, highest);
			total += part;
			mixture = mixture.map((sum, c) => sum + part * v[valueIndex(start, j)]![c]!);
		});
		if (steps.when === "after") rescale();
		if (steps.divideEachTile) mixture = mixture.map((sum) => sum / total);
	}
	return steps.divideEachTile ? mixture : mixture.map((sum) => sum / divide(total));
}
