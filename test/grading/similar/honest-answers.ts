import { createRandom } from "../../../src/attention";

/**
 * Answers to exercise 05 as different people write them: every part of the problem is solved in one of
 * several ordinary ways, with the names, the braces and the order that this person likes.
 */
export function honestAnswers(count: number, seed: number): string[] {
	const random = createRandom(seed);
	const pick = <T>(choices: readonly T[]): T =>
		choices[Math.floor(random.uniform() * choices.length)]!;
	return Array.from({ length: count }, () => {
		const names = {
			query: pick(["query", "a", "qRow", "x", "qi"]),
			key: pick(["key", "b", "kRow", "y", "kj"]),
			total: pick(["total", "sum", "s", "z", "denominator"]),
			highest: pick(["highest", "max", "m", "biggest", "top"]),
			row: pick(["row", "r", "scoresOfRow", "line"]),
		};
		const scores = pick(scoresWays)(names, pick(productWays)(names));
		const weights = pick(softmaxWays)(names);
		const mix = pick(mixWays)(names);
		const attention = pick(attentionWays)(names);
		return [
			header,
			...pick([
				[scores, attention, weights, mix],
				[weights, scores, mix, attention],
				[scores, weights, mix, attention],
			]),
		].join("\n\n");
	});
}

interface Names {
	readonly query: string;
	readonly key: string;
	readonly total: string;
	readonly highest: string;
	readonly row: string;
}

const header = 'import type { Attention, Mask, Matrix, Vector } from "attention-lab";';

const productWays = [
	({ query, key }: Names) => `${query}.reduce((acc, value, d) => acc + value * ${key}[d]!, 0)`,
	({ query, key }: Names) =>
		`${query}.map((value, d) => value * ${key}[d]!).reduce((p, n) => p + n)`,
	({ query, key }: Names) => `innerProduct(${query}, ${key})`,
	({ query, key }: Names) => `${key}.reduce((acc, value, d) => acc + ${query}[d]! * value, 0)`,
];

const helper = `function innerProduct(u: Vector, w: Vector): number {
	let out = 0;
	for (let d = 0; d < u.length; d++) out += u[d]! * w[d]!;
	return out;
}`;

const scoresWays = [
	(
		{ query, key }: Names,
		product: string,
	) => `export function scaledScores(q: Matrix, k: Matrix): number[][] {
	return q.map((${query}) => k.map((${key}) => (${product}) / Math.sqrt(${query}.length)));
}`,
	(
		{ query, key, row }: Names,
		product: string,
	) => `export function scaledScores(q: Matrix, k: Matrix): number[][] {
	const result: number[][] = [];
	for (const ${query} of q) {
		const ${row}: number[] = [];
		for (const ${key} of k) ${row}.push((${product}) / Math.sqrt(k[0]!.length));
		result.push(${row});
	}
	return result;
}`,
	(
		{ query, key }: Names,
		product: string,
	) => `export function scaledScores(q: Matrix, k: Matrix): number[][] {
	const scale = 1 / Math.sqrt(q[0]!.length);
	return q.map((${query}) => {
		return k.map((${key}) => scale * ${product});
	});
}`,
	(_: Names, __: string) => `export function scaledScores(q: Matrix, k: Matrix): number[][] {
	const dK = q[0]!.length;
	const s = q.map(() => k.map(() => 0));
	for (let i = 0; i < q.length; i++)
		for (let j = 0; j < k.length; j++) {
			for (let d = 0; d < dK; d++) s[i]![j]! += q[i]![d]! * k[j]![d]!;
			s[i]![j]! /= Math.sqrt(dK);
		}
	return s;
}`,
].map((way) => (names: Names, product: string) => {
	const text = way(names, product);
	return text.includes("innerProduct") ? `${helper}\n\n${text}` : text;
});

const softmaxWays = [
	({ row, highest, total }: Names) => `function soften(${row}: Vector): number[] {
	const ${highest} = Math.max(...${row});
	if (${highest} === -Infinity) return ${row}.map(() => 0);
	const powers = ${row}.map((score) => Math.exp(score - ${highest}));
	const ${total} = powers.reduce((one, other) => one + other);
	return powers.map((power) => power / ${total});
}`,
	({ row, highest, total }: Names) => `function soften(${row}: Vector): number[] {
	let ${highest} = -Infinity;
	for (const score of ${row}) if (score > ${highest}) ${highest} = score;
	const out = ${row}.map((score) => (score === -Infinity ? 0 : Math.exp(score - ${highest})));
	let ${total} = 0;
	for (const value of out) ${total} += value;
	return ${total} === 0 ? out : out.map((value) => value / ${total});
}`,
	({ row, highest, total }: Names) => `const soften = (${row}: Vector): number[] => {
	const ${highest} = ${row}.reduce((best, score) => Math.max(best, score), -Infinity);
	const shifted = ${row}.map((score) => score - ${highest});
	const ${total} = shifted.reduce((sofar, score) => sofar + Math.exp(score), 0);
	return shifted.map((score) => (${highest} > -Infinity ? Math.exp(score) / ${total} : 0));
};`,
	({ row, highest, total }: Names) => `function soften(${row}: Vector): number[] {
	const seen = ${row}.filter((score) => score !== -Infinity);
	if (seen.length === 0) return new Array(${row}.length).fill(0);
	const ${highest} = [...seen].sort((one, other) => other - one)[0]!;
	const ${total} = seen.map((score) => Math.exp(score - ${highest})).reduce((one, other) => one + other, 0);
	return ${row}.map((score) => Math.exp(score - ${highest}) / ${total});
}`,
];

const mixWays = [
	({ row }: Names) => `function blend(${row}: Vector, v: Matrix): number[] {
	return v[0]!.map((_, d) => ${row}.reduce((acc, weight, j) => acc + weight * v[j]![d]!, 0));
}`,
	({ row }: Names) => `function blend(${row}: Vector, v: Matrix): number[] {
	const out = new Array<number>(v[0]!.length).fill(0);
	for (let j = 0; j < ${row}.length; j++)
		for (let d = 0; d < out.length; d++) out[d]! += ${row}[j]! * v[j]![d]!;
	return out;
}`,
	({ row }: Names) => `const blend = (${row}: Vector, v: Matrix): number[] => {
	let out = v[0]!.map(() => 0);
	v.forEach((value, j) => {
		out = out.map((x, d) => x + value[d]! * ${row}[j]!);
	});
	return out;
};`,
];

const attentionWays = [
	({
		row,
	}: Names) => `export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): Attention {
	const weights = scaledScores(q, k).map((${row}, i) =>
		soften(${row}.map((score, j) => (mask && !mask[i]![j] ? -Infinity : score))),
	);
	return { output: weights.map((line) => blend(line, v)), weights };
}`,
	() => `export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): Attention {
	const scores = scaledScores(q, k);
	if (mask) {
		for (let i = 0; i < scores.length; i++)
			for (let j = 0; j < scores[i]!.length; j++) if (!mask[i]![j]) scores[i]![j] = -Infinity;
	}
	const weights = scores.map(soften);
	const output = weights.map((w) => blend(w, v));
	return { output, weights };
}`,
	({
		row,
	}: Names) => `export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): Attention {
	const weights: number[][] = [];
	const output: number[][] = [];
	scaledScores(q, k).forEach((${row}, i) => {
		const allowed = mask === undefined ? ${row} : ${row}.map((score, j) => (mask[i]![j] === true ? score : -Infinity));
		const w = soften(allowed);
		weights.push(w);
		output.push(blend(w, v));
	});
	return { output, weights };
}`,
];
