import type { Mask } from "../../attention";
import { kernels } from "../kernels/choose-kernels";
import { maskBytes } from "../mask-bytes";
import { gradientOf, operation } from "../operation";
import type { Tensor } from "../tensor";
import { rowsOf } from "./shapes/rows-of";

/**
 * Softmax of each row: `x` [.., n] gives weights [.., n], every row summing to 1. With a `mask` in the shape of
 * `x` (true, or not 0, = may attend) a hidden number gets exactly 0, and a row without any other gets zeros.
 * Edges are as in the plain library's softmax.
 *
 * @throws ShapeError when the mask and x differ in shape
 */
export function softmax(x: Tensor, mask?: Mask | Uint8Array): Tensor {
	const { rows, columns } = rowsOf("softmax", x);
	const visible = mask && maskBytes("softmax", mask, [rows, columns]);
	const scores = visible ? x.data.map((score, i) => (visible[i] ? score : -Infinity)) : x.data;
	const p = new Float32Array(x.size);
	kernels.softmax(scores, p, { rows, columns });

	return operation("softmax", [x], p, x.shape, (dP) => {
		const dX = gradientOf(x);
		for (let start = 0; start < p.length; start += columns) {
			let total = 0; // Σ p · dP
			for (let j = start; j < start + columns; j++) total += p[j]! * dP[j]!;
			for (let j = start; j < start + columns; j++) dX[j]! += p[j]! * (dP[j]! - total);
		}
	});
}
