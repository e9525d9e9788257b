import { kernels } from "../kernels/choose-kernels";
import { gradientOf, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

export interface MatmulOptions {
	/** b is given as [n, k]: a·bᵀ, as for the scores q·kᵀ, or for logits from the table of the embedding. */
	readonly transposeB?: boolean;
}

/**
 * The matrix product: `a` [.., k] times `b` [k, n] gives [.., n], every row of `a` by itself.
 *
 * @throws ShapeError when the rows of `a` are not as long as the columns of `b`
 */
export function matmul(a: Tensor, b: Tensor, { transposeB = false }: MatmulOptions = {}): Tensor {
	const { m, k, n } = checkMatmul(a, b, transposeB);
	const out = new Float32Array(m * n);
	kernels.matmul(a.data, b.data, out, { m, k, n, transposeB });

	return operation("matmul", [a, b], out, [...a.shape.slice(0, -1), n], (dOut) => {
		const accumulate = true;
		if (a.requiresGradient) {
			const shape = { m, k: n, n: k, transposeB: !transposeB, accumulate };
			kernels.matmul(dOut, b.data, gradientOf(a), shape); // dA = dOut · bᵀ
		}
		if (b.requiresGradient && transposeB) {
			const shape = { m: n, k: m, n: k, transposeA: true, accumulate };
			kernels.matmul(dOut, a.data, gradientOf(b), shape); // dB = dOutᵀ · a
		} else if (b.requiresGradient) {
			const shape = { m: k, k: m, n, transposeA: true, accumulate };
			kernels.matmul(a.data, dOut, gradientOf(b), shape); // dB = aᵀ · dOut
		}
	});
}

function checkMatmul(a: Tensor, b: Tensor, transposeB: boolean) {
	const shapes = `matmul: a is ${shapeText(a.shape)} and b is ${shapeText(b.shape)}`;
	const k = a.shape.at(-1);
	const [first, second] = b.shape;
	if (k === undefined || first === undefined || second === undefined || b.shape.length !== 2)
		throw new ShapeError(
			`${shapes}: b must be a matrix of two dimensions and a have at least one: reshape them first`,
		);
	const [rows, n] = transposeB ? [second, first] : [first, second];
	if (k !== rows)
		throw new ShapeError(
			`${shapes}${transposeB ? " (to be transposed)" : ""}: a's last length, ${k}, must equal ` +
				`${transposeB ? "b's last" : "b's first"}, ${rows}: is one of them the other way round?`,
		);
	let m = 1;
	for (const length of a.shape.slice(0, -1)) m *= length;
	return { m, k, n };
}
