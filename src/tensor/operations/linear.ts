import { kernels } from "../kernels/choose-kernels";
import { gradientOf, operation } from "../operation";
import { sameShape, shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";
import { matmul, matmulBackward, matmulShape } from "./matmul";

/**
 * A linear layer, x·W + b: `x` [.., d_in], `w` [d_in, d_out] and `b` [d_out] give [.., d_out].
 * Without `b` nothing is added.
 *
 * @throws ShapeError when the shapes do not fit
 */
export function linear(x: Tensor, w: Tensor, b?: Tensor): Tensor {
	if (!b) return matmul(x, w);
	const shape = matmulShape(["linear", "x", "w"], x, w);
	const { m, n } = shape;
	if (!sameShape(b.shape, [n]))
		throw new ShapeError(
			`linear: w is ${shapeText(w.shape)} and b is ${shapeText(b.shape)}: b must be [${n}], one number a column`,
		);
	const out = new Float32Array(m * n);
	for (let i = 0; i < m; i++) out.set(b.data, i * n);
	kernels.matmul(x.data, w.data, out, { ...shape, accumulate: true });

	return operation("linear", [x, w, b], out, [...x.shape.slice(0, -1), n], (dOut) => {
		matmulBackward(x, w, dOut, shape);
		if (!b.requiresGradient) return;
		const ones = new Float32Array(m).fill(1); // dB = Σ rows of dOut, which is 1ᵀ · dOut
		kernels.matmul(ones, dOut, gradientOf(b), { m: 1, k: m, n, accumulate: true });
	});
}
