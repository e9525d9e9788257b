import type { LayerKind, Matrix, PathOptions, Random, RnnWeights } from "attention-lab";
import { integer } from "fast-check";
import * as learner from "../../exercises/10-why-attention";
import { exercise } from "../../src/course/checking/exercise";
import { whyAttentionLesson } from "../../src/course/lessons/10-why-attention/lesson";

/** [n, d_in, d_h], all different; a last state never has one number only. */
const sizes = [
	[4, 2, 3],
	[5, 3, 2],
	[3, 5, 4],
	[6, 1, 3],
] as const;

export const suite = exercise(whyAttentionLesson, learner, ({ property }) => {
	property(
		"rnnForward makes each state of its input, the state before and the bias",
		{ of: "rnnForward", points: 2 },
		({ call, random }) => {
			for (const size of sizes) {
				const { xs, weights } = fixture(random, size);
				const states = call(xs, weights);
				states.gives(statesInLoops(xs, weights));
				states.hasSeparateRows();
			}
		},
	);

	property(
		"rnnForward gives the worked case, and one state for one input",
		{ of: "rnnForward", points: 1 },
		({ call, random }) => {
			call([[1], [0]], { wx: [[1]], wh: [[2]], b: [0] }).gives([
				[Math.tanh(1)],
				[Math.tanh(2 * Math.tanh(1))],
			]);
			const { xs, weights } = fixture(random, [1, 3, 2]);
			call(xs, weights).gives(statesInLoops(xs, weights));
		},
	);

	property(
		"rnnGradientNorms gives, for every distance, the norm of the derivative by that input",
		{ of: "rnnGradientNorms", points: 3 },
		({ call, random }) => {
			for (const size of sizes) {
				const { xs, weights } = fixture(random, size);
				call(xs, weights).gives(normsInLoops(xs, weights));
			}
		},
	);

	property(
		"rnnGradientNorms halves with every step of the worked case, and takes a single input",
		{ of: "rnnGradientNorms", points: 1 },
		({ call, random }) => {
			call([[0], [0], [0]], { wx: [[3]], wh: [[0.5]], b: [0] }).gives([3, 1.5, 0.75]);
			const { xs, weights } = fixture(random, [1, 3, 2]);
			call(xs, weights).gives(normsInLoops(xs, weights));
		},
	);

	property(
		"pathLength is 1 for attention and one more than the distance for recurrence",
		{ of: "pathLength", points: 1 },
		({ call, random }) => {
			for (const distance of [10, 0, 1, 2, random.integer(20, 90)]) {
				call("recurrent", distance).gives(distance + 1);
				call("attention", distance, { kernel: 2, window: 5 }).gives(1);
			}
		},
	);

	property(
		"pathLength counts the layers of a convolution and of windowed attention",
		{ of: "pathLength", points: 1 },
		({ call, random, forAll }) => {
			call("convolution", 10, { kernel: 3 }).gives(5);
			for (const distance of [0, 1, 7, 12, random.integer(20, 90)]) {
				call("convolution", distance).gives(layersUntil("convolution", distance));
				const options = { kernel: random.integer(5, 8), window: random.integer(9, 12) };
				call("convolution", distance, options).gives(layersUntil("convolution", distance, options));
				call("windowed-attention", distance, options).gives(
					layersUntil("windowed-attention", distance, options),
				);
			}
			forAll(integer({ min: 0, max: 60 }), integer({ min: 2, max: 9 }), (distance, window) => {
				call("windowed-attention", distance, { window }).gives(
					layersUntil("windowed-attention", distance, { window }),
				);
			});
		},
	);

	property(
		"pathLength counts the layers of a dilated convolution, whose reach multiplies",
		{ of: "pathLength", points: 1 },
		({ call, random, forAll }) => {
			for (const distance of [0, 9, 27, 81, 243, random.integer(300, 900)])
				call("dilated-convolution", distance).gives(layersUntil("dilated-convolution", distance));
			call("dilated-convolution", 26, { kernel: 3 }).gives(3);
			forAll(integer({ min: 1, max: 4 }), integer({ min: 2, max: 7 }), (layers, kernel) => {
				call("dilated-convolution", kernel ** layers - 1, { kernel }).gives(layers);
				call("dilated-convolution", kernel ** layers, { kernel }).gives(layers + 1);
			});
			call("dilated-convolution", 124, { kernel: 5 }).gives(3);
		},
	);
});

function fixture(random: Random, [n, dIn, dH]: readonly [number, number, number]) {
	const scaled = (rows: number, columns: number, by: number) =>
		random.matrix(rows, columns).map((row) => row.map((value) => by * value));
	const weights: RnnWeights = {
		wx: scaled(dIn, dH, 0.7),
		wh: scaled(dH, dH, 0.6),
		b: scaled(1, dH, 0.5)[0]!,
	};
	return { xs: random.matrix(n, dIn), weights };
}

function statesInLoops(xs: Matrix, { wx, wh, b }: RnnWeights): number[][] {
	const states: number[][] = [];
	for (let t = 0; t < xs.length; t++) {
		states.push([]);
		for (let c = 0; c < b.length; c++) {
			let sum = b[c]!;
			for (let a = 0; a < wx.length; a++) sum += xs[t]![a]! * wx[a]![c]!;
			for (let a = 0; t > 0 && a < wh.length; a++) sum += states[t - 1]![a]! * wh[a]![c]!;
			states[t]!.push((Math.exp(sum) - Math.exp(-sum)) / (Math.exp(sum) + Math.exp(-sum)));
		}
	}
	return states;
}

/** Forwards: one small change of each input number, and what the steps make of it (not backwards, as asked). */
function normsInLoops(xs: Matrix, { wx, wh, b }: RnnWeights): number[] {
	const states = statesInLoops(xs, { wx, wh, b });
	const last = xs.length - 1;
	return xs.map((_, distance) => {
		const start = last - distance;
		let squares = 0;
		for (let a = 0; a < wx.length; a++) {
			let change = b.map((_, c) => wx[a]![c]! * (1 - states[start]![c]! ** 2));
			for (let t = start + 1; t <= last; t++) {
				const next: number[] = [];
				for (let c = 0; c < b.length; c++) {
					let sum = 0;
					for (let e = 0; e < b.length; e++) sum += change[e]! * wh[e]![c]!;
					next.push(sum * (1 - states[t]![c]! ** 2));
				}
				change = next;
			}
			for (const entry of change) squares += entry * entry;
		}
		return Math.sqrt(squares);
	});
}

/** Adds up how far back a stack of layers reaches, layer by layer. */
function layersUntil(kind: LayerKind, distance: number, options: PathOptions = {}): number {
	const width = (kind === "windowed-attention" ? options.window : options.kernel) ?? 3;
	let layers = 0;
	let spacing = 1;
	let reach = 0;
	do {
		reach += (width - 1) * spacing;
		if (kind === "dilated-convolution") spacing *= width;
		layers++;
	} while (reach < distance);
	return layers;
}
