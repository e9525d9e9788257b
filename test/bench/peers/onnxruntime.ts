import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { AttentionCase, Inputs } from "../attention/attention-case";
import type { Contender, Prepared } from "../attention/contender";
import { additiveMask } from "./additive-mask";
import { pathOfPeer, requirePeer } from "./load-peer";
import { type OnnxGraph, onnxModel } from "./onnx-model";

interface Tensor {
	readonly data: Float32Array;
}

interface Session {
	run(feeds: Record<string, Tensor>): Promise<{ readonly out: Tensor }>;
	release(): Promise<void>;
}

interface OnnxRuntime {
	readonly Tensor: new (type: "float32", data: Float32Array, shape: readonly number[]) => Tensor;
	readonly InferenceSession: {
		create(model: Uint8Array, options: object): Promise<Session>;
	};
	readonly env: { wasm: { numThreads?: number; wasmPaths?: object; simd?: boolean } };
}

/** Native code; its package brings the binary along. */
export async function onnxruntimeNode(): Promise<Contender[]> {
	const runtime = requirePeer<OnnxRuntime>("onnxruntime-node");
	const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: "sequential" };
	return contenders("onnxruntime-node", runtime, options);
}

export async function onnxruntimeWeb(): Promise<Contender[]> {
	const runtime = requirePeer<OnnxRuntime>("onnxruntime-web/wasm");
	const folder = dirname(pathOfPeer("onnxruntime-web/wasm"));
	const file = (name: string) => pathToFileURL(join(folder, name)).href;
	runtime.env.wasm.numThreads = 1;
	runtime.env.wasm.wasmPaths = {
		mjs: file("ort-wasm-simd-threaded.mjs"),
		wasm: file("ort-wasm-simd-threaded.wasm"),
	};
	return contenders("onnxruntime-web", runtime, { executionProviders: ["wasm"] });
}

/** The operators that every exporter writes, and the runtime's own fused operator. */
function contenders(name: string, runtime: OnnxRuntime, options: object): Contender[] {
	const contender = (
		contenderName: string,
		graphOf: (which: AttentionCase) => OnnxGraph | undefined,
	): Contender => ({
		name: contenderName,
		prepare: async (which, inputs) => {
			const graph = graphOf(which);
			return graph && prepare(runtime, options, graph, inputs, which);
		},
	});
	return [contender(name, operators), contender(`${name}, fused`, fusedOperator)];
}

async function prepare(
	runtime: OnnxRuntime,
	options: object,
	graph: OnnxGraph,
	inputs: Inputs,
	{ n }: AttentionCase,
): Promise<Prepared> {
	const session = await runtime.InferenceSession.create(onnxModel(graph), {
		...options,
		graphOptimizationLevel: "all",
	});
	const data: Record<string, Float32Array> = { ...inputs, mask: additiveMask(n) };
	const feeds = Object.fromEntries(
		Object.entries(graph.inputs).map(([name, shape]) => [
			name,
			new runtime.Tensor("float32", data[name] ?? new Float32Array(), shape),
		]),
	);
	return {
		run: async () => [(await session.run(feeds)).out.data],
		release: () => session.release(),
	};
}

function operators({ task, n, dim, causal }: AttentionCase): OnnxGraph | undefined {
	if (task === "softmax")
		return {
			inputs: { q: [n, n] },
			output: ["out", [n, n]],
			nodes: [{ type: "Softmax", inputs: ["q"], output: "out", attributes: { axis: 1 } }],
		};
	if (task !== "forward") return undefined;
	const masked = { type: "Add", inputs: ["scaled", "mask"], output: "masked" };
	return {
		inputs: {
			...{ q: [n, dim], k: [n, dim], v: [n, dim] },
			...(causal ? { mask: [n, n] } : {}),
		},
		output: ["out", [n, dim]],
		constants: { scale: 1 / Math.sqrt(dim) },
		nodes: [
			{ type: "Transpose", inputs: ["k"], output: "kT", attributes: { perm: [1, 0] } },
			{ type: "MatMul", inputs: ["q", "kT"], output: "scores" },
			{ type: "Mul", inputs: ["scores", "scale"], output: "scaled" },
			...(causal ? [masked] : []),
			{ type: "Softmax", inputs: [causal ? "masked" : "scaled"], output: "weights" },
			{ type: "MatMul", inputs: ["weights", "v"], output: "out" },
		],
	};
}

function fusedOperator({ task, n, dim, causal }: AttentionCase): OnnxGraph | undefined {
	if (task !== "forward") return undefined;
	const shape = [1, n, dim];
	return {
		inputs: { q: shape, k: shape, v: shape },
		output: ["out", shape],
		nodes: [
			{
				type: "MultiHeadAttention",
				domain: "com.microsoft",
				inputs: ["q", "k", "v"],
				output: "out",
				attributes: { num_heads: 1, unidirectional: causal ? 1 : 0 },
			},
		],
	};
}
