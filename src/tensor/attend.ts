import type { Mask } from "../attention";
import { kernels } from "./kernels/choose-kernels";
import type { AttentionInputs, AttentionShape } from "./kernels/kernels";
import { maskBytes } from "./mask-bytes";
import { ShapeError } from "./shape-error";
import { attendInThreads } from "./threads/attend-in-threads";

export interface AttendOptions {
	/** n_q, the number of rows of q */
	readonly queries: number;
	/** n_k, the number of rows of k and of v */
	readonly keys: number;
	/** d_k, the length of a query and of a key */
	readonly dim: number;
	/** d_v, the length of a value. Default: `dim`. */
	readonly valueDim?: number;
	/** Query i sees keys 0 … i only, as in PyTorch's `is_causal`. Default: false. */
	readonly causal?: boolean;
	/** [n_q, n_k], true (or not 0) = may attend; row-major if given as bytes. With `causal`, both must allow. */
	readonly mask?: Mask | Uint8Array;
	/** What multiplies q·k. Default: 1/√d_k. */
	readonly scale?: number;
	/**
	 * How many threads share the queries, 1 to 64; the result has the same bits for any number. It pays from about
	 * 512 queries on; the first call starts the threads (some 50 ms). Default: 1.
	 */
	readonly threads?: number;
}

/**
 * Scaled dot-product attention of one head at machine speed, softmax(QKᵀ·scale)·V.
 * `q` [n_q, d_k], `k` [n_k, d_k] and `v` [n_k, d_v], row-major, give a new array [n_q, d_v].
 *
 * It is the plain `attention` in float32, with relative errors around 1e-6, and with the same edges: a query with
 * nothing to attend to gets zeros, a hidden key adds nothing whatever it holds. The memory it needs on top of
 * its inputs grows with n·d, never with n².
 *
 * @example attend(q, k, v, { queries: 1024, keys: 1024, dim: 64, causal: true })
 * @throws ShapeError when an array or the mask has not the numbers that the options say
 * @throws RangeError when a size is no whole number
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.1, equation 1.
 */
export function attend(
	q: Float32Array,
	k: Float32Array,
	v: Float32Array,
	options: AttendOptions,
): Float32Array {
	const shape = attentionShape(options);
	const mask = options.mask && maskBytes("attend", options.mask, [shape.queries, shape.keys]);
	const inputs = { q, k, v, mask };
	checkLengths(inputs, shape);
	const { threads = 1 } = options;
	if (!Number.isInteger(threads) || threads < 1 || threads > 64)
		throw new RangeError(`attend: threads is ${threads}: it must be a whole number from 1 to 64.`);
	const out = new Float32Array(shape.queries * shape.valueDim);
	if (threads > 1 && shape.queries > 0) attendInThreads(inputs, out, shape, threads);
	else kernels.attention(inputs, { out, logSumExp: new Float32Array(shape.queries) }, shape);
	return out;
}

function attentionShape(options: AttendOptions): AttentionShape {
	const { queries, keys, dim, valueDim = dim, causal = false } = options;
	for (const [name, size] of Object.entries({ queries, keys, dim, valueDim }))
		if (!Number.isSafeInteger(size) || size < 0)
			throw new RangeError(`attend: ${name} is ${size}: it must be a whole number, 0 or more.`);
	// with no dimensions every score is 0, whatever the scale
	const { scale = dim === 0 ? 1 : 1 / Math.sqrt(dim) } = options;
	return { batch: 1, heads: 1, queries, keys, dim, valueDim, scale, causal };
}

function checkLengths({ q, k, v }: AttentionInputs, shape: AttentionShape): void {
	const { queries, keys, dim, valueDim } = shape;
	checkLength("q", q, "queries", queries, "dim", dim);
	checkLength("k", k, "keys", keys, "dim", dim);
	checkLength("v", v, "keys", keys, "valueDim", valueDim);
}

function checkLength(
	name: string,
	x: Float32Array,
	rowsName: string,
	rows: number,
	columnsName: string,
	columns: number,
): void {
	if (!(x instanceof Float32Array))
		throw new TypeError(
			`attend: ${name} must be a Float32Array, row after row: Float32Array.from(rows.flat()).`,
		);
	if (x.length !== rows * columns)
		throw new ShapeError(
			`attend: ${name} holds ${x.length} numbers, but ${rowsName} × ${columnsName} is ` +
				`${rows} × ${columns} = ${rows * columns}.`,
		);
}
