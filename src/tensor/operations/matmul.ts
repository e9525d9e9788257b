import { kernels } from "../kernels/choose-kernels";
import type { MatmulShape } from "../kernels/kernels";
import { gradientOf, operation } from "../operation";
import { shapeText, sizeOf } from "../shape";
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
	const shape = matmulShape(["matmul", "a", "b"], a, b, transposeB);
	const out = new Float32Array(shape.m * shape.n);
	kernels.matmul(a.data, b.data, out, shape);

	return operation("matmul", [a, b], out, [...a.shape.slice(0, -1), shape.n], (dOut) =>
		matmulBackward(a, b, dOut, shape),
	);
}

/** Adds dA = dOut · bᵀ and dB = aᵀ · dOut to the gradients. */
export function matmulBackward(
	a: Tensor,
	b: Tensor,
	dOut: Float32Array,
	{ m, k, n, transposeB = false }: MatmulShape,
): void {
	if (a.requiresGradient) {
		const accumulate = a.gradient !== undefined;
		const shape = { m, k: n, n: k, transposeB: !transposeB, accumulate };
		kernels.matmul(dOut, b.data, gradientOf(a), shape);
	}
	if (!b.requiresGradient) return;
	const accumulate = b.gradient !== undefined;
	if (transposeB) {
		const shape = { m: n, k: m, n: k, transposeA: true, accumulate }; // (aᵀ · dOut)ᵀ = dOutᵀ · a
		kernels.matmul(dOut, a.data, gradientOf(b), shape);
	} else {
		const shape = { m: k, k: m, n, transposeA: true, accumulate };
		kernels.matmul(a.data, dOut, gradientOf(b), shape);
	}
}

/** The sizes in the two tensors, made sure to fit; the names are those of the operation and of its arguments. */
export function matmulShape(
	[name, left, right]: readonly [string, string, string],
	{ shape: a }: Tensor,
	{ shape: b }: Tensor,
	transposeB = false,
): MatmulShape {
	const shapes = `${name}: ${left} is ${shapeText(a)} and ${right} is ${shapeText(b)}`;
	const k = a.at(-1);
	const [first, second] = b;
	if (k === undefined || first === undefined || second === undefined || b.length !== 2)
		throw new ShapeError(
			`${shapes}: ${right} must be a matrix of two dimensions and ${left} have at least one: reshape them first`,
		);
	const [rows, n] = transposeB ? [second, first] : [first, second];
	if (k !== rows)
		throw new ShapeError(
			`${shapes}${transposeB ? " (to be transposed)" : ""}: ${left}'s last length, ${k}, must equal ` +
				`${right}'s ${transposeB ? "last" : "first"}, ${rows}: is one of them the other way round?`,
		);
	return { m: sizeOf(a.slice(0, -1)), k, n, transposeB };
}
