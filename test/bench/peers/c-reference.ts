import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectRoot } from "../../../src/project-root";
import type { AttentionCase, Inputs } from "../attention/attention-case";
import type { Contender, Prepared } from "../attention/contender";
import { peersFolder, requirePeer } from "./load-peer";

type Argument = Float32Array | number;

interface Library {
	func(signature: string): (...parameters: Argument[]) => void;
}

/** attention.c, compiled for this machine; throws where there is no C compiler or no OpenBLAS. */
export async function cReference(): Promise<Contender[]> {
	const koffi = requirePeer<{ load(path: string): Library }>("koffi");
	const library = koffi.load(compile());
	library.func("void attention_set_one_thread()")();
	return [{ name: "C + OpenBLAS", prepare: (which, inputs) => prepare(library, which, inputs) }];
}

function compile(): string {
	const folder = join(projectRoot, ".build", "bench");
	mkdirSync(folder, { recursive: true });
	const output = join(folder, "attention-c.so");
	const flags = "-std=c11 -O3 -march=native -ffast-math -shared -fPIC".split(" ");
	const source = join(peersFolder, "attention.c");
	try {
		execFileSync(process.env.CC ?? "cc", [...flags, source, "-o", output, "-lopenblas", "-lm"], {
			stdio: ["ignore", "ignore", "pipe"],
		});
	} catch (error) {
		throw new Error(`needs a C compiler and OpenBLAS (Debian: gcc, libopenblas-dev)`, {
			cause: error,
		});
	}
	return output;
}

function prepare(
	library: Library,
	{ task, n, dim, causal }: AttentionCase,
	{ q, k, v, dOut }: Inputs,
): Prepared {
	if (task === "softmax") {
		const softmax = library.func("void attention_softmax(float *x, float *out, int, int)");
		return {
			run: () => {
				const out = new Float32Array(n * n);
				softmax(q, out, n, n);
				return [out];
			},
		};
	}
	const attention = library.func(
		"void attention_forward(float *q, float *k, float *v, float *out, float *lse, int, int, int)",
	);
	const backwards = library.func(
		"void attention_backward(float *q, float *k, float *v, float *out, float *lse, float *dOut, float *dQ, float *dK, float *dV, int, int)",
	);
	const forward = () => {
		const out = new Float32Array(n * dim);
		const logSumExp = new Float32Array(n);
		attention(q, k, v, out, logSumExp, n, dim, causal ? 1 : 0);
		return [out, logSumExp] as const;
	};
	const backward = (out: Float32Array, logSumExp: Float32Array) => {
		const gradients = [q, k, v].map((input) => new Float32Array(input.length));
		backwards(q, k, v, out, logSumExp, dOut, ...gradients, n, dim);
		return gradients;
	};
	if (task === "forward") return { run: () => [forward()[0]] };
	if (task === "forward + backward") return { run: () => backward(...forward()) };
	const [out, logSumExp] = forward();
	return { run: () => backward(out, logSumExp) };
}
