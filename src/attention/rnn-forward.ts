import { agree, columns, numbers, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/** The learned numbers of a simple recurrent network. */
export interface RnnWeights {
	/** [d_in, d_h]: what an input adds to the state */
	readonly wx: Matrix;
	/** [d_h, d_h]: what becomes of the state before */
	readonly wh: Matrix;
	/** [d_h] */
	readonly b: Vector;
}

/**
 * A simple recurrent network: one state after each input, h_t = tanh(x_t·wx + h_(t−1)·wh + b), where the
 * state before the first input is all zeros. `xs` [n, d_in] gives the states [n, d_h]. Each needs the one
 * before it: n steps, one after the other.
 *
 * @example rnnForward([[1], [0]], { wx: [[1]], wh: [[2]], b: [0] }) // [[tanh(1)], [tanh(2 * tanh(1))]]
 * @throws ShapeError when the shapes do not fit
 * Source: Elman 1990, "Finding Structure in Time"; the form of Goodfellow, Bengio, Courville 2016, "Deep
 * Learning", section 10.2, equations 10.8 and 10.9.
 */
export function rnnForward(xs: Matrix, { wx, wh, b }: RnnWeights): number[][] {
	checkRnn(xs, { wx, wh, b });
	const states: number[][] = [];
	let before: Vector = b.map(() => 0);
	for (const x of xs) {
		const state = b.map((bias, c) => {
			let sum = bias;
			for (let a = 0; a < x.length; a++) sum += x[a]! * wx[a]![c]!;
			for (let a = 0; a < before.length; a++) sum += before[a]! * wh[a]![c]!;
			return Math.tanh(sum);
		});
		states.push(state);
		before = state;
	}
	return states;
}

function checkRnn(xs: Matrix, { wx, wh, b }: RnnWeights): void {
	checkMatrix("xs", xs);
	checkMatrix("wx", wx);
	checkMatrix("wh", wh);
	checkVector("b", b);
	agree(columns("xs", xs), rows("wx", wx));
	agree(columns("wx", wx), numbers("b", b));
	agree(rows("wh", wh), columns("wx", wx));
	agree(columns("wh", wh), columns("wx", wx));
}
