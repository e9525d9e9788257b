import { agree, columns, numbers } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/** What one layer norm has learned: a factor and a shift for each feature. */
export interface NormWeights {
	/** [d] */
	readonly gamma: Vector;
	/** [d] */
	readonly beta: Vector;
}

/**
 * Brings every token to mean 0 and variance 1, then gives each feature a scale and a shift of its own:
 * (x − mean)/√(variance + epsilon)·gamma + beta, with the mean and the variance of one row.
 * `x` [n, d], `gamma` [d] and `beta` [d] give [n, d]. The variance is divided by d, not by d − 1, and
 * epsilon, inside the root, keeps a row of equal numbers from being divided by 0.
 *
 * @example layerNorm([[1, 3]], [1, 1], [0, 0], 0) // [[-1, 1]]
 * @throws ShapeError when gamma or beta has not one number a column of x
 * @throws RangeError when epsilon is negative or no number
 * Source: Ba, Kiros and Hinton 2016, "Layer Normalization", section 3, equation 3, and section 3.1,
 * equation 4 (gain and bias); epsilon as in PyTorch's nn.LayerNorm.
 */
export function layerNorm(x: Matrix, gamma: Vector, beta: Vector, epsilon = 1e-5): number[][] {
	checkMatrix("x", x);
	checkVector("gamma", gamma);
	checkVector("beta", beta);
	agree(columns("x", x), numbers("gamma", gamma));
	agree(columns("x", x), numbers("beta", beta));
	if (!(epsilon >= 0)) throw new RangeError(`epsilon is ${epsilon}: it must be a number from 0`);
	return x.map((row) => {
		const mean = average(row);
		const variance = average(row.map((value) => (value - mean) ** 2));
		const deviation = Math.sqrt(variance + epsilon);
		return row.map((value, j) => ((value - mean) / deviation) * gamma[j]! + beta[j]!);
	});
}

const average = (row: Vector): number => row.reduce((a, b) => a + b) / row.length;
