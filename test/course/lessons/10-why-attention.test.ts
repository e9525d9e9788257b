import type { LayerKind, Matrix, PathOptions, RnnWeights, Vector } from "attention-lab";
import * as mathjs from "mathjs";
import * as solution from "../../../solutions/10-why-attention";
import { suite } from "../../exercises/10-why-attention.test";
import { describeChecks } from "./describe-lesson";

const plain = (matrix: Matrix) => matrix.map((row) => [...row]);

describeChecks(suite, {
	solution,
	otherWays: {
		"with loops and indexes, the derivative carried forwards": {
			rnnForward: (xs: Matrix, { wx, wh, b }: RnnWeights) => {
				const states: number[][] = [];
				for (let t = 0; t < xs.length; t++) {
					states[t] = [];
					for (let c = 0; c < b.length; c++) {
						let sum = 0;
						for (let a = 0; a < xs[t]!.length; a++) sum += xs[t]![a]! * wx[a]![c]!;
						if (t > 0) for (let a = 0; a < b.length; a++) sum += states[t - 1]![a]! * wh[a]![c]!;
						states[t]![c] = Math.tanh(sum + b[c]!);
					}
				}
				return states;
			},
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => {
				const { wx, wh } = weights;
				const states = solution.rnnForward(xs, weights);
				const norms: number[] = [];
				for (let distance = 0; distance < xs.length; distance++) {
					const start = xs.length - 1 - distance;
					const slope = (t: number, c: number) => 1 - states[t]![c]! * states[t]![c]!;
					// [d_in, d_h]: the derivative, transposed
					let change = wx.map((row) => row.map((x, c) => x * slope(start, c)));
					for (let t = start + 1; t < xs.length; t++)
						change = change.map((row) =>
							row.map((_, c) => row.reduce((sum, x, e) => sum + x * wh[e]![c]!, 0) * slope(t, c)),
						);
					norms.push(Math.hypot(...change.flat()));
				}
				return norms;
			},
			pathLength: byCounting,
		},
		"with reduce and map": {
			rnnForward: (xs: Matrix, { wx, wh, b }: RnnWeights) =>
				xs.reduce<number[][]>((states, x) => {
					const joined = [...x, ...(states.at(-1) ?? b.map(() => 0)), 1];
					const stacked = [...wx, ...wh, b];
					return states.concat([
						b.map((_, c) =>
							Math.tanh(joined.reduceRight((sum, v, a) => sum + v * stacked[a]![c]!, 0)),
						),
					]);
				}, []),
			rnnGradientNorms: withMathjs,
			pathLength: (kind: LayerKind, distance: number, options: PathOptions = {}) =>
				kind === "attention"
					? 1
					: kind === "recurrent"
						? 1 + distance
						: recursively(
								kind,
								distance,
								(kind === "windowed-attention" ? options.window : options.kernel) ?? 3,
							),
		},
		"with mathjs": {
			rnnForward: (xs: Matrix, { wx, wh, b }: RnnWeights) => {
				let state = mathjs.zeros(b.length) as mathjs.Matrix;
				return xs.map((x) => {
					const sum = mathjs.add(
						mathjs.add(
							mathjs.multiply(mathjs.matrix([...x]), plain(wx)),
							mathjs.multiply(state, plain(wh)),
						),
						[...b],
					) as mathjs.Matrix;
					state = mathjs.map(sum, mathjs.tanh) as mathjs.Matrix;
					return state.toArray() as number[];
				});
			},
			rnnGradientNorms: withMathjs,
			pathLength: (
				kind: LayerKind,
				distance: number,
				{ kernel = 3, window = 3 }: PathOptions = {},
			) => {
				if (kind === "dilated-convolution") {
					const guess = Math.round(mathjs.log(distance + 1, kernel) as number);
					const layers = kernel ** guess > distance ? guess : guess + 1;
					return Math.max(1, layers);
				}
				if (kind === "attention") return 1;
				if (kind === "recurrent") return mathjs.add(distance, 1);
				return Math.max(
					1,
					mathjs.ceil(distance / ((kind === "convolution" ? kernel : window) - 1)),
				);
			},
		},
		"with typed arrays, converted back": {
			rnnForward: (xs: Matrix, { wx, wh, b }: RnnWeights) => {
				let before = new Float64Array(b.length);
				return xs.map((x) => {
					const state = Float64Array.from(b);
					x.forEach((value, a) => {
						for (let c = 0; c < state.length; c++) state[c]! += value * wx[a]![c]!;
					});
					before.forEach((value, a) => {
						for (let c = 0; c < state.length; c++) state[c]! += value * wh[a]![c]!;
					});
					before = state.map(Math.tanh);
					return Array.from(before);
				});
			},
			rnnGradientNorms: (xs: Matrix, weights: RnnWeights) => {
				const d = weights.b.length;
				let jacobian = Float64Array.from({ length: d * d }, (_, at) =>
					at % (d + 1) === 0 ? 1 : 0,
				);
				const norms: number[] = [];
				for (const state of solution.rnnForward(xs, weights).reverse()) {
					const through = jacobian.map((entry, at) => entry * (1 - state[at % d]! ** 2));
					const next = new Float64Array(d * d);
					let squares = 0;
					for (let r = 0; r < d; r++) {
						for (const row of weights.wx) {
							let sum = 0;
							for (let c = 0; c < d; c++) sum += through[r * d + c]! * row[c]!;
							squares += sum * sum;
						}
						for (let a = 0; a < d; a++)
							for (let c = 0; c < d; c++)
								next[r * d + a]! += through[r * d + c]! * weights.wh[a]![c]!;
					}
					norms.push(Math.sqrt(squares));
					jacobian = next;
				}
				return norms;
			},
			pathLength: byCounting,
		},
		recursively: {
			rnnForward: (xs: Matrix, weights: RnnWeights) =>
				readOn(
					xs,
					weights,
					weights.b.map(() => 0),
				),
			rnnGradientNorms: withMathjs,
			pathLength: byCounting,
		},
	},
});

function readOn([x, ...others]: Matrix, weights: RnnWeights, before: Vector): number[][] {
	const { wx, wh, b } = weights;
	const state = b.map((bias, c) => {
		const fromInput = x!.map((value, a) => value * wx[a]![c]!);
		const fromState = before.map((value, a) => value * wh[a]![c]!);
		return Math.tanh([...fromInput, ...fromState, bias].reduce((sum, part) => sum + part));
	});
	return others.length === 0 ? [state] : [state, ...readOn(others, weights, state)];
}

/** The whole Jacobian of each input as one product of matrices, made anew. */
function withMathjs(xs: Matrix, weights: RnnWeights): number[] {
	const states = solution.rnnForward(xs, weights);
	const slopes = states.map(
		(state) => mathjs.diag(state.map((h) => 1 - h * h)) as unknown as number[][],
	);
	const [wxT, whT] = [weights.wx, weights.wh].map((w) => mathjs.transpose(plain(w)));
	return xs.map((_, distance) => {
		const start = xs.length - 1 - distance;
		let product = mathjs.multiply(slopes[start]!, wxT!);
		for (let t = start + 1; t < xs.length; t++)
			product = mathjs.multiply(slopes[t]!, mathjs.multiply(whT!, product));
		return mathjs.norm(mathjs.flatten(product)) as number;
	});
}

/** Adds layers until the token is in reach. */
function byCounting(kind: LayerKind, distance: number, options?: PathOptions): number {
	const { kernel = 3, window = 3 } = options ?? {};
	if (kind === "attention") return 1;
	let layers = 0;
	let reach = 0;
	do {
		if (kind === "recurrent") reach = layers;
		else if (kind === "dilated-convolution") reach = reach * kernel + kernel - 1;
		else reach += (kind === "convolution" ? kernel : window) - 1;
		layers++;
	} while (reach < distance);
	return layers;
}

/** What one layer leaves to be bridged is bridged by the others. */
function recursively(kind: LayerKind, distance: number, width: number): number {
	if (distance < width) return 1;
	return kind === "dilated-convolution"
		? 1 + recursively(kind, Math.ceil((distance - width + 1) / width), width)
		: 1 + recursively(kind, distance - width + 1, width);
}
