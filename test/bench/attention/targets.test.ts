import { describe, expect, it } from "vitest";
import type { CaseReport } from "./report.js";
import { describeTarget, judgeTargets } from "./targets";

const measured = (
	which: Partial<CaseReport>,
	times: Readonly<Record<string, number>>,
): CaseReport => ({
	...{ title: "a case", task: "forward", n: 1024, dim: 64, causal: false, ...which },
	contenders: Object.entries(times).map(([name, minimum]) => ({
		...{ name, minimum, median: minimum, rounds: 1, difference: 0 },
	})),
});

const judge = (kernels: string, ...cases: CaseReport[]) =>
	judgeTargets({ kernels, cases }).map(describeTarget);

describe("the targets of the attention benchmark", () => {
	it("divide the other's time by ours", () => {
		const full = measured({}, { "attention-lab": 6, "C + OpenBLAS": 3.3, "onnxruntime-web": 9 });
		expect(judge("wasm-relaxed-simd", full)).toEqual([
			"target ≥ a case: 0.50 of C + OpenBLAS: 0.550 reached",
			"target ≥ a case: 1.80 × onnxruntime-web: 1.50 MISSED",
			"target ≥ a case: 12.00 × tfjs wasm: not measured, a peer is missing",
		]);
	});

	it("ask less of kernels without fused multiply-add, and nothing of plain JavaScript", () => {
		const full = measured({}, { "attention-lab": 8, "C + OpenBLAS": 3.3 });
		expect(judge("wasm-simd", full)).toContain(
			"target ≥ a case: 0.40 of C + OpenBLAS: 0.412 reached",
		);
		expect(judge("javascript", full)).toEqual([]);
	});

	it("compare two threads with one of the same case, and with nothing else", () => {
		const times = { "attention-lab": 6, "attention-lab, 2 threads": 3.1 };
		expect(judge("wasm-simd", measured({}, times))).toEqual([
			"target ≥ a case: 1.90 × one thread: 1.94 reached",
		]);
	});

	it("compare causal attention with native code only where there is fused multiply-add", () => {
		const causal = measured({ causal: true }, { "attention-lab": 6, "onnxruntime-node": 7 });
		expect(judge("wasm-simd", causal)).toEqual([]);
		expect(judge("wasm-relaxed-simd", causal)).toEqual([
			"target ≥ a case: 1.00 × onnxruntime-node (native): 1.17 reached",
		]);
	});
});
