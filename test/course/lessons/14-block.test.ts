import type { BlockOptions, BlockWeights, FeedForwardWeights, Matrix, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/14-block";
import { suite } from "../../exercises/14-block.test";
import { blockLoops, feedForwardLoops, normLoops } from "../../exercises/block-loops";
import { headLoops } from "../../exercises/head-loops";
import { describeChecks } from "./describe-lesson";

describeChecks(suite, {
	solution,
	otherWays: {
		"in loops": {
			layerNorm: normLoops,
			feedForward: feedForwardLoops,
			transformerBlock: blockLoops,
		},
		"with mathjs": {
			...solution,
			layerNorm: (x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5) =>
				x.map((row) => {
					const values = [...row];
					const variance = Number(mathjs.variance(values, "uncorrected"));
					const normed = mathjs.divide(
						mathjs.subtract(values, mathjs.mean(values)),
						mathjs.sqrt(variance + epsilon),
					);
					return mathjs.add(mathjs.dotMultiply(normed, [...gamma]), [...beta]);
				}),
			feedForward: (x: Matrix, { w1, b1, w2, b2 }: FeedForwardWeights) => {
				const plain = (matrix: Matrix) => matrix.map((row) => [...row]);
				const layer = (tokens: Matrix, w: Matrix, b: Vector) =>
					mathjs.multiply(plain(tokens), plain(w)).map((row) => mathjs.add(row, [...b]));
				const gelu = mathjs.compile("0.5 * z * (1 + tanh(sqrt(2 / pi) * (z + 0.044715 * z^3)))");
				const hidden = layer(x, w1, b1).map((row) => row.map((z) => gelu.evaluate({ z })));
				return layer(hidden, w2, b2);
			},
		},
		"with typed arrays, converted back, and Welford's variance": {
			...solution,
			layerNorm: (x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5) =>
				x.map((row) => {
					let [mean, squares] = [0, 0];
					row.forEach((value, count) => {
						const before = value - mean;
						mean += before / (count + 1);
						squares += before * (value - mean);
					});
					const factor = 1 / Math.sqrt(squares / row.length + epsilon);
					const values = Float64Array.from(row, (value) => (value - mean) * factor);
					return Array.from(values, (value, j) => gamma[j]! * value + beta[j]!);
				}),
			feedForward: (x: Matrix, { w1, b1, w2, b2 }: FeedForwardWeights) =>
				x.map((row) => {
					const hidden = Float64Array.from(b1);
					row.forEach((value, c) => {
						for (let h = 0; h < hidden.length; h++) hidden[h]! += value * w1[c]![h]!;
					});
					const result = Float64Array.from(b2);
					hidden.forEach((z, h) => {
						const t = Math.tanh(0.7978845608028654 * z * (1 + 0.044715 * z * z));
						for (let o = 0; o < result.length; o++) result[o]! += ((z + z * t) / 2) * w2[h]![o]!;
					});
					return [...result];
				}),
		},
		"one half as a function that is used twice": {
			...solution,
			transformerBlock: (x: Matrix, params: BlockWeights, options: BlockOptions) => {
				const half = (tokens: Matrix, part: "attention" | "feedForward") => {
					const { gamma, beta } = params[`${part}Norm`];
					const norm = (rows: Matrix) => solution.layerNorm(rows, gamma, beta);
					const heard = options.norm === "before" ? norm(tokens) : tokens;
					const found =
						part === "attention" ? attend(heard, params, options) : think(heard, params);
					const total = found.map((row, i) => row.map((value, j) => tokens[i]![j]! + value));
					return options.norm === "after" ? norm(total) : total;
				};
				return half(half(x, "attention"), "feedForward");
			},
		},
		"with the variance as mean of squares minus square of the mean": {
			...solution,
			layerNorm: (x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5) => {
				const result: number[][] = [];
				for (const row of x) {
					const shifted = row.map((value) => value - row[0]!); // keeps the digits of large numbers
					const total = shifted.reduceRight((a, b) => a + b, 0);
					const squares = shifted.reduceRight((a, b) => a + b * b, 0);
					const mean = total / row.length;
					const spread = Math.sqrt(Math.max(0, squares / row.length - mean ** 2) + epsilon);
					result.push(shifted.map((value, j) => (gamma[j]! * (value - mean)) / spread + beta[j]!));
				}
				return result;
			},
		},
	},
});

const attend = (x: Matrix, params: BlockWeights, options: BlockOptions) =>
	headLoops(x, x, params.attention, options).output;

const think = (x: Matrix, params: BlockWeights) => feedForwardLoops(x, params.feedForward);
