import { Arena } from "./arena";
import { javascriptKernels } from "./javascript-kernels";
import type { AttentionInputs, AttentionShape, Kernels, KernelsName } from "./kernels";
import { type WebAssemblyMemory, webAssembly } from "./web-assembly";

/**
 * The kernels of a WebAssembly module compiled from assembly/. Arrays are copied in and out: the copies
 * grow with n·d, the work with n²·d.
 */
export function createWasmKernels(
	name: KernelsName,
	bytes: Uint8Array,
	arenaType = Arena,
): Kernels {
	const wasm = instantiate(bytes);
	const arena = new arenaType(wasm.memory, wasm.firstFree.value);

	/** What hidden keys and values hold cannot leak only while 0 times it is 0. */
	const finite = (...arrays: Float32Array[]) =>
		arrays.every((x) => {
			arena.reset(x.length);
			return wasm.allFinite(arena.copyIn(x), x.length) === 1;
		});

	return {
		name,

		matmul(a, b, out, { m, k, n, transposeA, transposeB, accumulate }) {
			const scratch = roundUp(m) * k + 8 * k + 32;
			arena.reset(a.length + b.length + out.length + scratch);
			const c = accumulate ? arena.copyIn(out) : arena.room(out.length);
			wasm.matmul(
				arena.copyIn(a),
				...(transposeA ? ([4, 4 * m] as const) : ([4 * k, 4] as const)),
				arena.copyIn(b),
				...(transposeB ? ([4, 4 * k] as const) : ([4 * n, 4] as const)),
				c,
				m,
				k,
				n,
				accumulate ? 1 : 0,
				arena.room(scratch),
			);
			arena.copyOut(c, out);
		},

		attention(inputs, outputs, shape) {
			const { q, k, v, mask } = inputs;
			if (!finite(v)) return javascriptKernels.attention(inputs, outputs, shape);
			const { batch, heads, queries, keys, dim, valueDim, scale, causal, position = 0 } = shape;
			const scratch = attentionScratch(shape);
			const statistics = batch * heads * queries;
			arena.reset(inputLength(inputs) + outputs.out.length + 2 * statistics + scratch);
			const at = {
				...{ q: arena.copyIn(q), k: arena.copyIn(k), v: arena.copyIn(v) },
				out: arena.room(outputs.out.length),
				maxima: arena.room(statistics),
				sums: arena.room(statistics),
			};
			const masks = mask && arena.copyBytesIn(mask);
			const space = arena.room(scratch);
			eachHead(shape, mask, (head) => {
				wasm.attention(
					at.q + head.queries * dim,
					at.k + head.keys * dim,
					at.v + head.keys * valueDim,
					masks === undefined ? 0 : masks + head.mask,
					at.out + head.queries * valueDim,
					at.maxima + head.statistics,
					at.sums + head.statistics,
					...([4 * heads * dim, 4 * heads * dim] as const),
					...([4 * heads * valueDim, 4 * heads * valueDim] as const),
					...([queries, keys, dim, valueDim, scale, causal ? 1 : 0, position, space] as const),
				);
			});
			arena.copyOut(at.out, outputs.out);
			const sums = new Float32Array(statistics);
			arena.copyOut(at.sums, sums);
			arena.copyOut(at.maxima, outputs.logSumExp);
			for (let i = 0; i < statistics; i++)
				outputs.logSumExp[i] = outputs.logSumExp[i]! + Math.log(sums[i]!);
		},

		attentionBackward(inputs, forward, dOut, gradients, shape) {
			const { q, k, v, mask } = inputs;
			if (!finite(q, k, v, dOut))
				return javascriptKernels.attentionBackward(inputs, forward, dOut, gradients, shape);
			const { heads, queries, keys, dim, valueDim, scale, causal, position = 0 } = shape;
			const scratch = attentionBackwardScratch(shape);
			arena.reset(2 * inputLength(inputs) + 2 * dOut.length + forward.logSumExp.length + scratch);
			const at = {
				...{ q: arena.copyIn(q), k: arena.copyIn(k), v: arena.copyIn(v) },
				...{ out: arena.copyIn(forward.out), dOut: arena.copyIn(dOut) },
				logSumExp: arena.copyIn(forward.logSumExp),
				...{ dQ: arena.room(q.length), dK: arena.room(k.length), dV: arena.room(v.length) },
			};
			const masks = mask && arena.copyBytesIn(mask);
			const space = arena.room(scratch);
			eachHead(shape, mask, (head) => {
				wasm.attentionBackward(
					at.q + head.queries * dim,
					at.k + head.keys * dim,
					at.v + head.keys * valueDim,
					masks === undefined ? 0 : masks + head.mask,
					at.out + head.queries * valueDim,
					at.logSumExp + head.statistics,
					at.dOut + head.queries * valueDim,
					at.dQ + head.queries * dim,
					at.dK + head.keys * dim,
					at.dV + head.keys * valueDim,
					...([4 * heads * dim, 4 * heads * valueDim] as const),
					...([queries, keys, dim, valueDim, scale, causal ? 1 : 0, position, space] as const),
				);
			});
			arena.copyOut(at.dQ, gradients.dQ);
			arena.copyOut(at.dK, gradients.dK);
			arena.copyOut(at.dV, gradients.dV);
		},

		softmax(x, out, { rows, columns }) {
			arena.reset(2 * x.length);
			const to = arena.room(x.length);
			wasm.softmax(arena.copyIn(x), to, rows, columns);
			arena.copyOut(to, out);
		},

		layerNorm({ x, gamma, beta }, { out, mean, inverseDeviation }, { rows, columns, epsilon }) {
			arena.reset(2 * x.length + 2 * columns + 2 * rows);
			const at = { out: arena.room(x.length), mean: arena.room(rows), inverse: arena.room(rows) };
			wasm.layerNorm(
				...([arena.copyIn(x), arena.copyIn(gamma), arena.copyIn(beta)] as const),
				...([at.out, at.mean, at.inverse] as const),
				...([rows, columns, epsilon] as const),
			);
			arena.copyOut(at.out, out);
			arena.copyOut(at.mean, mean);
			arena.copyOut(at.inverse, inverseDeviation);
		},

		layerNormBackward({ x, gamma }, forward, dOut, { dX, dGamma, dBeta }, { rows, columns }) {
			arena.reset(3 * x.length + 3 * columns + 2 * rows);
			const at = {
				...{ dX: arena.room(x.length), dGamma: arena.room(columns), dBeta: arena.room(columns) },
			};
			wasm.layerNormBackward(
				...([arena.copyIn(x), arena.copyIn(gamma)] as const),
				...([arena.copyIn(forward.mean), arena.copyIn(forward.inverseDeviation)] as const),
				...([arena.copyIn(dOut), at.dX, at.dGamma, at.dBeta, rows, columns] as const),
			);
			arena.copyOut(at.dX, dX);
			arena.copyOut(at.dGamma, dGamma);
			arena.copyOut(at.dBeta, dBeta);
		},

		gelu(x, out) {
			arena.reset(2 * x.length);
			const to = arena.room(x.length);
			wasm.gelu(arena.copyIn(x), to, x.length);
			arena.copyOut(to, out);
		},

		geluBackward(x, dOut, dX) {
			arena.reset(3 * x.length);
			const to = arena.room(x.length);
			wasm.geluBackward(arena.copyIn(x), arena.copyIn(dOut), to, x.length);
			arena.copyOut(to, dX);
		},
	};
}

/** The addresses a kernel takes, in bytes, and sizes; see assembly/. */
interface KernelExports {
	readonly memory: WebAssemblyMemory;
	readonly firstFree: { readonly value: number };
	readonly matmul: (...numbers: number[]) => void;
	readonly attention: (...numbers: number[]) => void;
	readonly attentionBackward: (...numbers: number[]) => void;
	readonly softmax: (...numbers: number[]) => void;
	readonly layerNorm: (...numbers: number[]) => void;
	readonly layerNormBackward: (...numbers: number[]) => void;
	readonly gelu: (...numbers: number[]) => void;
	readonly geluBackward: (...numbers: number[]) => void;
	readonly allFinite: (x: number, length: number) => number;
}

/** Compiles a module, which takes about a millisecond. */
export function instantiate(bytes: Uint8Array): KernelExports {
	if (!webAssembly)
		throw new Error("There is no WebAssembly here: use the kernels in plain JavaScript.");
	const { exports } = new webAssembly.Instance(new webAssembly.Module(bytes));
	return exports as unknown as KernelExports; // the bytes are our own, and a test compares them with their source
}

function roundUp(size: number, to = 4): number {
	return Math.ceil(size / to) * to;
}

/** Numbers of scratch space, as laid out at the top of assembly/attention.ts. */
export function attentionScratch({ keys, dim, valueDim }: AttentionShape): number {
	return (
		roundUp(keys) * dim +
		roundUp(valueDim) * keys +
		8 * (dim + roundUp(keys) + roundUp(valueDim) + 2)
	);
}

/** Numbers of scratch space, as laid out at the top of assembly/attention-backward.ts. */
export function attentionBackwardScratch({ keys, dim, valueDim }: AttentionShape): number {
	const packed = roundUp(keys) * dim + roundUp(dim) * keys + roundUp(keys) * valueDim;
	const sums = roundUp(keys) * (roundUp(dim, 8) + roundUp(valueDim, 8));
	const block = 2 * roundUp(keys) + dim + 2 * valueDim + roundUp(dim) + roundUp(dim, 8);
	return packed + sums + 8 * (block + roundUp(valueDim, 8));
}

function inputLength({ q, k, v, mask }: AttentionInputs): number {
	return q.length + k.length + v.length + (mask ? Math.ceil(mask.length / 4) : 0);
}

/** Where a head begins in arrays whose rows are one number wide (bytes; to be multiplied by dim or valueDim). */
interface HeadOffsets {
	readonly queries: number;
	readonly keys: number;
	readonly mask: number;
	readonly statistics: number;
}

function eachHead(
	{ batch, heads, queries, keys }: AttentionShape,
	mask: Uint8Array | undefined,
	visit: (offsets: HeadOffsets) => void,
): void {
	const maskStep = mask && mask.length > queries * keys ? queries * keys : 0;
	for (let sequence = 0; sequence < batch; sequence++)
		for (let head = 0; head < heads; head++)
			visit({
				queries: 4 * (sequence * queries * heads + head),
				keys: 4 * (sequence * keys * heads + head),
				mask: sequence * maskStep,
				statistics: 4 * (sequence * heads + head) * queries,
			});
}
