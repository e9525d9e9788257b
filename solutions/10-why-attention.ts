/**
 * Solution 10 · Why attention: what a long way does to a signal
 */
import {
	type LayerKind,
	type Matrix,
	matmul,
	type PathOptions,
	type RnnWeights,
	transpose,
	type Vector,
} from "attention-lab";

export function rnnForward(xs: Matrix, { wx, wh, b }: RnnWeights): number[][] {
	const states: number[][] = [];
	let before: Vector = b.map(() => 0);
	for (const x of xs) {
		const state = b.map((bias, c) => Math.tanh(column(x, wx, c) + column(before, wh, c) + bias));
		states.push(state);
		before = state;
	}
	return states;
}

export function rnnGradientNorms(xs: Matrix, { wx, wh, b }: RnnWeights): number[] {
	const norms: number[] = [];
	let jacobian: Matrix = b.map((_, r) => b.map((_, c) => (r === c ? 1 : 0))); // the identity
	for (const state of rnnForward(xs, { wx, wh, b }).reverse()) {
		const beforeTanh = jacobian.map((row) => row.map((entry, c) => entry * (1 - state[c]! ** 2)));
		norms.push(norm(matmul(beforeTanh, transpose(wx)))); // of [d_h, d_in]
		jacobian = matmul(beforeTanh, transpose(wh));
	}
	return norms;
}

export function pathLength(
	kind: LayerKind,
	distance: number,
	{ kernel = 3, window = 3 }: PathOptions = {},
): number {
	if (kind === "attention") return 1;
	if (kind === "recurrent") return distance + 1;
	if (kind === "dilated-convolution") {
		let layers = 1;
		while (kernel ** layers - 1 < distance) layers++;
		return layers;
	}
	const reach = (kind === "convolution" ? kernel : window) - 1;
	return Math.max(1, Math.ceil(distance / reach));
}

/** Column c of row · w */
const column = (row: Vector, w: Matrix, c: number): number =>
	row.reduce((sum, x, a) => sum + x * w[a]![c]!, 0);

const norm = (matrix: Matrix): number =>
	Math.sqrt(matrix.flat().reduce((sum, entry) => sum + entry ** 2, 0));
