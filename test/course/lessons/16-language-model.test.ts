import type {
	BlockWeights,
	GenerateOptions,
	GptOptions,
	GptWeights,
	Matrix,
	Random,
	Vector,
	Vocabulary,
} from "attention-lab";
import { feedForward, layerNorm, linear, transformerBlock } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/16-language-model";
import { suite } from "../../exercises/16-language-model.test";
import { gptLoops } from "../../exercises/gpt-loops";
import { describeChecks } from "./describe-lesson";

type Forward = (ids: readonly number[]) => Matrix;

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops and indexes": {
			buildVocabulary: (text: string) => {
				const characters: string[] = [];
				for (const character of text)
					if (!characters.includes(character)) characters.push(character);
				characters.sort((a, b) => (a.codePointAt(0)! < b.codePointAt(0)! ? -1 : 1));
				return { size: characters.length, characters };
			},
			encode: (text: string, vocabulary: Vocabulary) => {
				const ids: number[] = [];
				for (const character of text) ids.push(vocabulary.characters.indexOf(character));
				return ids;
			},
			decode: (ids: Vector, vocabulary: Vocabulary) => {
				let text = "";
				for (const id of ids) text += vocabulary.characters[id];
				return text;
			},
			gptForward: (ids: Vector, params: GptWeights, config: GptOptions) =>
				gptLoops(ids, params, config).logits,
			generate: walkingDown,
		},
		"with numbers of characters, filters and reduce": {
			buildVocabulary: (text: string) => {
				const numbers = Array.from(text, (character) => character.codePointAt(0)!);
				const once = numbers.filter((number, i) => numbers.indexOf(number) === i);
				const characters = once.sort((a, b) => a - b).map((n) => String.fromCodePoint(n));
				return { characters, size: characters.length };
			},
			encode: (text: string, { characters }: Vocabulary) =>
				Array.from(text).reduce<number[]>((ids, c) => ids.concat(characters.indexOf(c)), []),
			decode: (ids: Vector, { characters }: Vocabulary) =>
				ids.reduce((text, id) => text.concat(characters[id]!), ""),
			gptForward: withReduce,
			generate: recursively,
		},
		"with a Map, a generator and typed arrays": {
			...solution,
			encode: (text: string, { characters }: Vocabulary) => {
				const places = new Map<string, number>();
				for (const [place, character] of characters.entries()) places.set(character, place);
				return Array.from(Int32Array.from([...text], (character) => places.get(character)!));
			},
			decode: (ids: Vector, { characters }: Vocabulary) =>
				`${ids.map((id) => characters.at(id)).join("")}`,
			generate: withTypedArrays,
		},
		"with mathjs": { ...solution, gptForward: withMathjs, generate: withMathjsChances },
		"one token at a time, each with the row of the mask it needs": {
			...solution,
			gptForward: (ids: Vector, params: GptWeights, config: GptOptions) =>
				ids.map((_, i) => solution.gptForward(ids.slice(0, i + 1), params, config).at(-1)!),
			generate: (forward: Forward, ids: Vector, config: GenerateOptions, random: Random) => {
				let written: readonly number[] = ids;
				for (let i = 0; i < config.count; i++)
					written = walkingDown(forward, written, { ...config, count: 1 }, random);
				return [...written];
			},
		},
	},
});

/** Rank by comparison, then walk down the chances; context by index. */
function walkingDown(forward: Forward, ids: Vector, config: GenerateOptions, random: Random) {
	const written = ids.slice();
	for (let n = 0; n < config.count; n++) {
		const start = written.length > config.context ? written.length - config.context : 0;
		const rows = forward(written.filter((_, place) => place >= start));
		const logits = rows[rows.length - 1]!;
		const order = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
		if (config.temperature === 0) {
			written.push(order[0]!);
			continue;
		}
		const allowed = logits.map((_, id) => order.indexOf(id) < (config.topK ?? logits.length));
		const highest = logits[order[0]!]!;
		let total = 0;
		for (const [id, logit] of logits.entries())
			if (allowed[id]) total += Math.exp((logit - highest) / config.temperature);
		const u = random.uniform();
		let sum = 0;
		let next = 0;
		for (; next < logits.length; next++) {
			if (allowed[next]) sum += Math.exp((logits[next]! - highest) / config.temperature) / total;
			if (sum > u) break;
		}
		written.push(next);
	}
	return written;
}

function recursively(
	forward: Forward,
	ids: Vector,
	config: GenerateOptions,
	random: Random,
): number[] {
	if (config.count === 0) return [...ids];
	const one = walkingDown(forward, ids, { ...config, count: 1 }, random);
	return recursively(forward, one, { ...config, count: config.count - 1 }, random);
}

function withTypedArrays(forward: Forward, ids: Vector, config: GenerateOptions, random: Random) {
	const written = new Int32Array(ids.length + config.count);
	written.set(ids);
	for (let end = ids.length; end < written.length; end++) {
		const seen = written.subarray(Math.max(0, end - config.context), end);
		const logits = Float64Array.from(forward(Array.from(seen)).at(-1)!);
		const order = Array.from(logits.keys()).toSorted((a, b) => logits[b]! - logits[a]!);
		if (config.temperature === 0) written[end] = order[0]!;
		else {
			const powers = new Float64Array(logits.length);
			for (const id of order.slice(0, config.topK))
				powers[id] = Math.exp((logits[id]! - logits[order[0]!]!) / config.temperature);
			const goal = random.uniform() * powers.reduce((a, b) => a + b);
			let sum = 0;
			written[end] = powers.findIndex((power) => {
				sum += power;
				return sum > goal;
			});
		}
	}
	return Array.from(written);
}

function withMathjsChances(
	forward: Forward,
	ids: Vector,
	{ count, context, temperature, topK = Infinity }: GenerateOptions,
	random: Random,
) {
	const written = [...ids];
	for (const _ of Array(count)) {
		const logits = [...forward(written.slice(-context)).at(-1)!];
		const highest = mathjs.max(logits);
		if (temperature === 0) {
			written.push(logits.indexOf(highest));
			continue;
		}
		const better = (id: number) =>
			logits.filter((x, other) => x > logits[id]! || (x === logits[id] && other < id)).length;
		const powers = logits.map((logit, id) =>
			better(id) < topK ? mathjs.exp((logit - highest) / temperature) : 0,
		);
		const chances = mathjs.divide(powers, mathjs.sum(powers)) as number[];
		const sums = mathjs.cumsum(chances) as number[];
		const u = random.uniform();
		written.push(sums.filter((sum) => sum <= u).length);
	}
	return written;
}

/** Everything with reduce, and a mask written by hand. */
function withReduce(ids: Vector, params: GptWeights, { heads }: GptOptions): number[][] {
	const mask = ids.map((_, i) => ids.map((_, j) => j < i + 1));
	const embedded = ids.reduce<number[][]>((rows, id, i) => {
		const position = params.positionEmbedding[i]!;
		return rows.concat([position.map((value, j) => params.tokenEmbedding[id]![j]! + value)]);
	}, []);
	const x = params.blocks.reduce(
		(x, block) => transformerBlock(x, block, { heads, mask, norm: "before" }),
		embedded,
	);
	return layerNorm(x, params.finalNorm.gamma, params.finalNorm.beta).map((row) =>
		params.tokenEmbedding.map((e) => row.reduce((sum, value, j) => sum + value * e[j]!, 0)),
	);
}

/** The blocks by mathjs: heads cut out of the matrices, the future at −Infinity. */
function withMathjs(ids: Vector, params: GptWeights, { heads }: GptOptions): number[][] {
	const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
	let x = mathjs.add(
		ids.map((id) => [...params.tokenEmbedding[id]!]),
		plain(params.positionEmbedding.slice(0, ids.length)),
	) as number[][];
	for (const block of params.blocks) x = mathjsBlock(x, block, heads);
	const { gamma, beta } = params.finalNorm;
	return mathjs.multiply(
		layerNorm(x, gamma, beta),
		mathjs.transpose(plain(params.tokenEmbedding)),
	) as number[][];
}

function mathjsBlock(x: number[][], block: BlockWeights, heads: number): number[][] {
	const { wq, wk, wv, wo, bq, bk, bv, bo } = block.attention;
	const normed = layerNorm(x, block.attentionNorm.gamma, block.attentionNorm.beta);
	const [q, k, v] = [linear(normed, wq, bq), linear(normed, wk, bk), linear(normed, wv, bv)];
	const width = wq[0]!.length / heads;
	const found = Array.from({ length: heads }, (_, h) => {
		const [qh, kh, vh] = [q, k, v].map((m) => m.map((r) => r.slice(h * width, (h + 1) * width)));
		const scores = qh!.map((query, i) =>
			kh!.map((key, j) => (j > i ? -Infinity : mathjs.dot(query, key) / Math.sqrt(width))),
		);
		const weights = scores.map((row) => {
			const powers = row.map((score) => (score === -Infinity ? 0 : mathjs.exp(score)));
			return mathjs.divide(powers, mathjs.sum(powers)) as number[];
		});
		return mathjs.multiply(weights, vh!) as number[][];
	});
	const merged = found.reduce((a, b) => mathjs.concat(a, b, 1) as number[][]);
	const attended = mathjs.add(x, linear(merged, wo, bo)) as number[][];
	const { gamma, beta } = block.feedForwardNorm;
	return mathjs.add(
		attended,
		feedForward(layerNorm(attended, gamma, beta), block.feedForward),
	) as number[][];
}
