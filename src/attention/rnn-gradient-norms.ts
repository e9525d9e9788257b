import { matmul } from "./matmul";
import { type RnnWeights, rnnForward } from "./rnn-forward";
import { transpose } from "./transpose";
import type { Matrix } from "./types";

/**
 * How strongly the last state of a recurrent network depends on each input, by distance: entry k is the
 * Frobenius norm (the root of the sum of all squares) of the Jacobian ∂h_last/∂x_(last−k), [d_h, d_in].
 * `xs` [n, d_in] gives n numbers; entry 0 belongs to the last input.
 *
 * On the way back through a step the Jacobian is multiplied by the slopes of tanh, 1 − h², and by whᵀ:
 * entry k has k + 1 such factors of slopes and k of whᵀ. Products of many factors vanish or explode.
 *
 * @throws ShapeError when the shapes do not fit
 * Source: Pascanu, Mikolov, Bengio 2013, "On the difficulty of training recurrent neural networks",
 * section 2, equation 5; Bengio, Simard, Frasconi 1994, "Learning Long-Term Dependencies with Gradient
 * Descent Is Difficult".
 */
export function rnnGradientNorms(xs: Matrix, weights: RnnWeights): number[] {
	const states = rnnForward(xs, weights);
	const [wxT, whT] = [transpose(weights.wx), transpose(weights.wh)]; // [d_h, d_in], [d_h, d_h]
	// ∂h_last/∂h_t, at first of the last state with respect to itself: the identity [d_h, d_h]
	let jacobian: Matrix = weights.b.map((_, r) => weights.b.map((_, c) => (r === c ? 1 : 0)));
	const norms: number[] = [];
	for (const state of states.reverse()) {
		const beforeTanh = jacobian.map((row) => row.map((entry, c) => entry * (1 - state[c]! ** 2)));
		norms.push(frobeniusNorm(matmul(beforeTanh, wxT)));
		jacobian = matmul(beforeTanh, whT);
	}
	return norms;
}

const frobeniusNorm = (matrix: Matrix): number =>
	Math.sqrt(matrix.flat().reduce((sum, entry) => sum + entry * entry, 0));
