import { dirname, join, sep } from "node:path";
import type { AttentionCase, Inputs } from "../attention/attention-case";
import type { Contender, Prepared } from "../attention/contender";
import { additiveMask } from "./additive-mask";
import { pathOfPeer, requirePeer } from "./load-peer";

interface Tensor {
	dataSync(): Float32Array;
	dispose(): void;
}

type Three = readonly [Tensor, Tensor, Tensor];

interface TensorFlow {
	/** No warnings, no checks of what is computed. */
	enableProdMode(): void;
	setBackend(name: string): Promise<boolean>;
	tensor2d(data: Float32Array, shape: readonly [number, number]): Tensor;
	/** Looks through every item of what `compute` returns, in search of tensors: no arrays of numbers. */
	tidy(compute: () => void): void;
	matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
	mul(a: Tensor, b: Tensor | number): Tensor;
	add(a: Tensor, b: Tensor): Tensor;
	softmax(x: Tensor): Tensor;
	grads(f: (q: Tensor, k: Tensor, v: Tensor) => Tensor): (x: Three, dOut: Tensor) => Three;
}

/** TensorFlow.js in plain JavaScript (`cpu`) or in WebAssembly (`wasm`). */
export async function tensorflow(backend: "cpu" | "wasm"): Promise<Contender[]> {
	const tf = requirePeer<TensorFlow>("@tensorflow/tfjs-core");
	tf.enableProdMode();
	requirePeer("@tensorflow/tfjs-layers"); // registers the gradients
	const name = `@tensorflow/tfjs-backend-${backend}`;
	const { setWasmPaths } = requirePeer<{ setWasmPaths?: (folder: string) => void }>(name);
	setWasmPaths?.(join(dirname(pathOfPeer(`${name}/package.json`)), "dist") + sep);
	await tf.setBackend(backend);
	return [
		{
			name: `tfjs ${backend}`,
			slow: backend === "cpu",
			prepare: async (which, inputs) => {
				const before = () => tf.setBackend(backend); // both share one engine
				await before();
				const prepared = prepare(tf, which, inputs);
				return prepared && { ...prepared, before };
			},
		},
	];
}

function prepare(tf: TensorFlow, which: AttentionCase, inputs: Inputs): Prepared | undefined {
	const { task, n, dim, causal } = which;
	if (task === "backward") return undefined; // gradients come with the way forward only
	const matrix = (data: Float32Array) => tf.tensor2d(data, [n, data.length / n]);
	const q = matrix(inputs.q);
	if (task === "softmax")
		return { run: () => read(() => [tf.softmax(q)]), release: () => q.dispose() };
	const k = matrix(inputs.k);
	const v = matrix(inputs.v);
	const dOut = matrix(inputs.dOut);
	const mask = causal ? matrix(additiveMask(n)) : undefined;
	const attention = (q: Tensor, k: Tensor, v: Tensor) => {
		const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(dim));
		return tf.matMul(tf.softmax(mask ? tf.add(scores, mask) : scores), v);
	};
	const gradients = tf.grads(attention);
	return {
		run: () => read(() => (task === "forward" ? [attention(q, k, v)] : gradients([q, k, v], dOut))),
		release: () => {
			for (const tensor of [q, k, v, dOut, mask]) tensor?.dispose();
		},
	};

	function read(compute: () => readonly Tensor[]): Float32Array[] {
		const results: Float32Array[] = [];
		tf.tidy(() => {
			for (const tensor of compute()) results.push(tensor.dataSync());
		});
		return results;
	}
}
