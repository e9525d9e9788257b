import type { Tensor } from "../tensor";
import { divide } from "./divide";
import { axisOf } from "./shapes/axis";
import { sum } from "./sum";

/**
 * The mean of all numbers, or along one dimension, which then is gone: of a matrix [rows, columns], axis 0 gives
 * the mean of each column, [columns], axis 1 of each row, [rows]. The mean of nothing is NaN.
 *
 * @throws ShapeError when there is no such axis
 */
export function mean(x: Tensor, axis?: number): Tensor {
	const length = axis === undefined ? x.size : axisOf("mean", x.shape, axis).length;
	return divide(sum(x, axis), length);
}
