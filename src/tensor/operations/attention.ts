import type { Mask } from "../../attention";
import { kernels } from "../kernels/choose-kernels";
import type { AttentionShape } from "../kernels/kernels";
import { maskBytes } from "../mask-bytes";
import { addGradient, operation } from "../operation";
import { shapeText } from "../shape";
import { ShapeError } from "../shape-error";
import type { Tensor } from "../tensor";

export interface AttentionOptions {
	/** A head is d_k neighbouring columns. Default 1. */
	readonly heads?: number;
	/** Query i sees keys 0 … i only. */
	readonly causal?: boolean;
	/**
	 * true, or not 0, = may attend: [n_q, n_k] for all sequences, or bytes of [batch, n_q, n_k]. With `causal` both
	 * must allow.
	 */
	readonly mask?: Mask | Uint8Array | undefined;
	/** Multiplies q·k. Default 1/√d_k of one head. */
	readonly scale?: number;
}

/**
 * Multi-head scaled dot-product attention, softmax(QKᵀ·scale)·V in each head, in one step that never holds the
 * weights: `q` [n_q, heads·d_k], `k` [n_k, heads·d_k] and `v` [n_k, heads·d_v] give [n_q, heads·d_v]; or, for many
 * sequences at once, each with a first dimension [batch, ..]. A query with nothing to attend to gets zeros.
 *
 * @throws ShapeError when the shapes do not fit, or the heads cannot share the columns equally
 * Source: Vaswani et al. 2017, "Attention Is All You Need", sections 3.2.1 and 3.2.2 (without projections).
 */
export function attention(q: Tensor, k: Tensor, v: Tensor, options: AttentionOptions = {}): Tensor {
	const shape = attentionShape("attention", q, k, v, options);
	const { batch, heads, queries, valueDim } = shape;
	const mask = options.mask && attentionMask("attention", options.mask, shape);
	const inputs = { q: q.data, k: k.data, v: v.data, mask };
	const forward = {
		out: new Float32Array(batch * queries * heads * valueDim),
		logSumExp: new Float32Array(batch * heads * queries),
	};
	kernels.attention(inputs, forward, shape);

	const outShape = [...q.shape.slice(0, -1), heads * valueDim];
	return operation("attention", [q, k, v], forward.out, outShape, (dOut) => {
		const dQ = new Float32Array(q.size);
		const dK = new Float32Array(k.size);
		const dV = new Float32Array(v.size);
		kernels.attentionBackward(inputs, forward, dOut, { dQ, dK, dV }, shape);
		addGradient(q, dQ);
		addGradient(k, dK);
		addGradient(v, dV);
	});
}

/** The sizes in q, k and v, made sure to fit. */
export function attentionShape(
	name: string,
	q: Tensor,
	k: Tensor,
	v: Tensor,
	{ heads = 1, causal = false, scale }: AttentionOptions,
): AttentionShape {
	const shapes = `${name}: q is ${shapeText(q.shape)}, k ${shapeText(k.shape)}, v ${shapeText(v.shape)}`;
	const fail = (hint: string) => new ShapeError(`${shapes}: ${hint}`);
	const dimensions = q.shape.length;
	if (
		(dimensions !== 2 && dimensions !== 3) ||
		k.shape.length !== dimensions ||
		v.shape.length !== dimensions
	)
		throw fail("all three must be [n, columns], or all [batch, n, columns]: reshape them first");
	const [queries = 0, queryWidth = 0] = q.shape.slice(-2);
	const [keys = 0, keyWidth = 0] = k.shape.slice(-2);
	const [values = 0, valueWidth = 0] = v.shape.slice(-2);
	const batch = dimensions === 3 ? q.shape[0]! : 1;
	if (dimensions === 3 && (k.shape[0] !== batch || v.shape[0] !== batch))
		throw fail("they must have as many sequences as one another");
	if (queryWidth !== keyWidth) throw fail("q and k must have as many columns as each other");
	if (keys !== values) throw fail("k and v must have as many rows as each other, one a key");
	if (!Number.isSafeInteger(heads) || heads < 1 || keyWidth % heads || valueWidth % heads)
		throw fail(
			`heads is ${heads}: it must be a whole number that divides the columns of q, k and v equally`,
		);
	const dim = keyWidth / heads;
	const valueDim = valueWidth / heads;
	const usualScale = 1 / Math.sqrt(Math.max(1, dim));
	return { batch, heads, queries, keys, dim, valueDim, causal, scale: scale ?? usualScale };
}

export const attentionMask = (
	name: string,
	mask: Mask | Uint8Array,
	{ batch, queries, keys }: AttentionShape,
): Uint8Array => maskBytes(name, mask, [queries, keys], [batch, queries, keys]);
