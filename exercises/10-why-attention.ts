/**
 * Exercise 10 · Why attention: what a long way does to a signal
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("10-why-attention") in the notebook, or `npx attention-lab check 10-why-attention` in a terminal.
 *
 * From "attention-lab" you may import all types, and dot, transpose, matmul and linear. You need none of
 * them: everything can be written with plain loops.
 *
 * No argument is changed, every row of a result is a new array, nothing is rounded. What happens when
 * shapes do not fit is up to you.
 */
import {
	type LayerKind,
	type Matrix,
	NotImplemented,
	type PathOptions,
	type RnnWeights,
} from "attention-lab";

/**
 * A simple recurrent network: one state after each input, and each state made of the input and of the
 * state before.
 *
 *     state of step t  =  tanh( xs[t] · wx  +  state of step t − 1 · wh  +  b )
 *
 *     xs [n, d_in], wx [d_in, d_h], wh [d_h, d_h], b [d_h]  →  states [n, d_h]
 *
 * A row times a matrix, as everywhere in this course; tanh (Math.tanh) is applied to each number. The state
 * before the first input is all zeros, and is not part of the result. There is at least one input.
 *
 * Worked case, d_in = d_h = 1:
 *
 *     rnnForward([[1], [0]], { wx: [[1]], wh: [[2]], b: [0] })
 *     is  [[tanh(1)], [tanh(2 · tanh(1))]]
 */
export function rnnForward(xs: Matrix, { wx, wh, b }: RnnWeights): number[][] {
	throw new NotImplemented("rnnForward", "exercises/10-why-attention.ts");
}

/**
 * How strongly the LAST state of that network depends on each input, by distance.
 *
 *     →  [n]      entry k is the norm of  ∂ last state / ∂ xs[n − 1 − k]
 *
 * That derivative is a matrix (a Jacobian) of d_h rows, one for each number of the last state, and d_in
 * columns, one for each number of the input. Its norm is the Frobenius norm: the root of the sum of the
 * squares of all entries. Entry 0 belongs to the last input, entry n − 1 to the first.
 *
 * How to get there, with h the states and slope(t) = 1 − h[t]², number by number:
 *
 *     J, the derivative of the last state by the state of step t, is the identity for the last step.
 *     (Declare it `number[][]`, or TypeScript takes 0 and 1 for the only numbers it may hold.)
 *     From the last step to the first:
 *         D  = J with column c multiplied by slope(t)[c]            through tanh
 *         D · wxᵀ  is the derivative by the input xs[t]             its norm is the next entry
 *         D · whᵀ  is the derivative by the state of step t − 1     the new J
 *
 * Worked case, d_in = d_h = 1, in which a Jacobian is a single number:
 *
 *     rnnGradientNorms([[0], [0], [0]], { wx: [[3]], wh: [[0.5]], b: [0] })  is  [3, 1.5, 0.75]
 */
export function rnnGradientNorms(xs: Matrix, { wx, wh, b }: RnnWeights): number[] {
	throw new NotImplemented("rnnGradientNorms", "exercises/10-why-attention.ts");
}

/**
 * Through how many layers (or time steps) the input of a token goes until it reaches the output of the
 * token `distance` places later. At least 1: even its own output is one layer away.
 *
 *     kind                        one layer lets a token hear of …
 *     "attention"                 every token:  always 1
 *     "recurrent"                 its own input and the state before:  distance + 1 steps
 *     "convolution"               the `kernel` tokens that end with itself
 *     "windowed-attention"        the `window` tokens that end with itself
 *     "dilated-convolution"       `kernel` tokens that end with itself, and that are 1 place apart in the
 *                                 first layer, `kernel` places in the second, kernel² in the third, …
 *
 * A layer of a convolution reaches kernel − 1 places further back; several layers, that often. Dilated, the
 * first layer reaches kernel − 1 places, two layers kernel² − 1, L layers kernelᴸ − 1.
 *
 *     distance  a whole number from 0
 *     options   { kernel, window }, both at least 2, and 3 when they are not given
 *
 * Worked cases:
 *
 *     pathLength("recurrent", 10)                               is  11
 *     pathLength("convolution", 10, { kernel: 3 })              is  5
 *     pathLength("convolution", 0, { kernel: 3 })               is  1
 *     pathLength("dilated-convolution", 26, { kernel: 3 })      is  3
 *     pathLength("dilated-convolution", 27, { kernel: 3 })      is  4
 */
export function pathLength(kind: LayerKind, distance: number, options?: PathOptions): number {
	throw new NotImplemented("pathLength", "exercises/10-why-attention.ts");
}
