import type { Tensor } from "../tensor";
import { add } from "./add";
import { matmul } from "./matmul";

/**
 * A linear layer, x·W + b: `x` [.., d_in], `w` [d_in, d_out] and `b` [d_out] give [.., d_out].
 * Without `b` nothing is added.
 *
 * @throws ShapeError when the shapes do not fit
 */
export function linear(x: Tensor, w: Tensor, b?: Tensor): Tensor {
	const product = matmul(x, w);
	return b ? add(product, b) : product;
}
