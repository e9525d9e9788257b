/**
 * The few loops in which a transformer spends its time. There are two makers: WebAssembly with SIMD
 * (wasm-kernels.ts) and plain JavaScript (javascript-kernels.ts), equal to float32 tolerance.
 *
 * Every array is row-major and holds exactly the numbers its shape says; the makers trust their callers,
 * which check shapes and say what is wrong (attend.ts, operations/). Sizes of zero are allowed. Outputs are
 * overwritten, unless they are said to be added to, and never overlap an input. NaN and Infinity follow
 * the plain library: a key that is hidden adds nothing, whatever it and its value hold.
 */
export interface Kernels {
	readonly name: KernelsName;

	/** out [m, n] = a [m, k] · b [k, n] */
	matmul(a: Float32Array, b: Float32Array, out: Float32Array, shape: MatmulShape): void;

	/**
	 * out = softmax(q·kᵀ·scale)·v for every sequence of the batch and every head.
	 * q [batch, queries, heads · dim], k [batch, keys, heads · dim], v [batch, keys, heads · valueDim],
	 * out [batch, queries, heads · valueDim]: a head is `dim` neighbouring columns.
	 * logSumExp [batch, heads, queries] receives log Σ exp(score) of each row, which is all that the way back
	 * needs to know of the softmax; −Infinity for a query with nothing to attend to.
	 */
	attention(inputs: AttentionInputs, out: AttentionOutputs, shape: AttentionShape): void;

	/** The gradients of `attention`: dQ, dK and dV, in the shapes of q, k and v. */
	attentionBackward(
		inputs: AttentionInputs,
		forward: AttentionOutputs,
		dOut: Float32Array,
		gradients: AttentionGradients,
		shape: AttentionShape,
	): void;

	/** Softmax of each row: x [rows, columns] gives out [rows, columns]. */
	softmax(x: Float32Array, out: Float32Array, shape: RowsShape): void;

	/**
	 * out = (x − mean) · inverseDeviation · gamma + beta for each row of x [rows, columns];
	 * gamma and beta [columns]; mean and inverseDeviation = 1/√(variance + epsilon) [rows] are kept for the way back.
	 */
	layerNorm(
		inputs: LayerNormInputs,
		out: LayerNormOutputs,
		shape: RowsShape & { readonly epsilon: number },
	): void;

	/** The gradients of `layerNorm`: dX [rows, columns], dGamma and dBeta [columns]. */
	layerNormBackward(
		inputs: LayerNormInputs,
		forward: LayerNormOutputs,
		dOut: Float32Array,
		gradients: LayerNormGradients,
		shape: RowsShape,
	): void;

	/**
	 * out = 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))
	 * Source: Hendrycks and Gimpel 2016, "Gaussian Error Linear Units", section 2, as in GPT-2.
	 */
	gelu(x: Float32Array, out: Float32Array): void;

	/** dX = dOut · gelu′(x) */
	geluBackward(x: Float32Array, dOut: Float32Array, dX: Float32Array): void;
}

export type KernelsName = "wasm-relaxed-simd" | "wasm-simd" | "javascript";

export interface MatmulShape {
	readonly m: number;
	readonly k: number;
	readonly n: number;
	/** a is stored as [k, m] */
	readonly transposeA?: boolean;
	/** b is stored as [n, k] */
	readonly transposeB?: boolean;
	/** adds to what `out` holds */
	readonly accumulate?: boolean;
}

export interface AttentionShape {
	readonly batch: number;
	readonly heads: number;
	readonly queries: number;
	readonly keys: number;
	/** d_k of one head */
	readonly dim: number;
	/** d_v of one head */
	readonly valueDim: number;
	/** multiplies q·k */
	readonly scale: number;
	/** query i sees keys 0 … position + i; with position 0 as in PyTorch's `is_causal`, also where queries ≠ keys */
	readonly causal: boolean;
	/** where the first query stands among the keys. Default: 0. */
	readonly position?: number;
}

export interface AttentionInputs {
	readonly q: Float32Array;
	readonly k: Float32Array;
	readonly v: Float32Array;
	/** [queries, keys] for all, or [batch, queries, keys]; not 0 = may attend. With `causal` both must allow. */
	readonly mask?: Uint8Array | undefined;
}

export interface AttentionOutputs {
	readonly out: Float32Array;
	readonly logSumExp: Float32Array;
}

export interface AttentionGradients {
	readonly dQ: Float32Array;
	readonly dK: Float32Array;
	readonly dV: Float32Array;
}

export interface RowsShape {
	readonly rows: number;
	readonly columns: number;
}

export interface LayerNormInputs {
	readonly x: Float32Array;
	readonly gamma: Float32Array;
	readonly beta: Float32Array;
}

export interface LayerNormOutputs {
	readonly out: Float32Array;
	readonly mean: Float32Array;
	readonly inverseDeviation: Float32Array;
}

export interface LayerNormGradients {
	readonly dX: Float32Array;
	readonly dGamma: Float32Array;
	readonly dBeta: Float32Array;
}
