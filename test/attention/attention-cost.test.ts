import { attentionBytes, attentionFlops, createRandom, multiHeadAttention } from "attention-lab";
import { describe, expect, it } from "vitest";

describe("attentionFlops(n, d, heads)", () => {
	it("counts every addition, subtraction, multiplication, division and exp, one by one", () => {
		for (const [n, d, heads] of [
			[3, 4, 2],
			[5, 6, 3],
			[2, 6, 1],
		] as const)
			expect(attentionFlops(n, d, heads)).toEqual(counted(n, d, heads));
	});

	it("refuses heads that cannot share the features, and what is no count", () => {
		expect(() => attentionFlops(3, 6, 4)).toThrow("d is 6, which 4 heads cannot share equally");
		expect(() => attentionFlops(0, 6, 2)).toThrow("n is 0: it must be a whole number from 1");
		expect(() => attentionFlops(3, 0, 2)).toThrow("d is 0: it must be a whole number from 1");
		expect(() => attentionFlops(3, 6, 0)).toThrow("heads is 0: it must be a whole number from 1");
	});
});

describe("attentionBytes(n, heads)", () => {
	it("is what the weights of multiHeadAttention take in Float32Arrays", () => {
		const random = createRandom(4);
		const [wq, wk, wv, wo] = [0, 1, 2, 3].map(() => random.matrix(6, 6));
		const params = { wq: wq!, wk: wk!, wv: wv!, wo: wo! };
		const { weights } = multiHeadAttention(random.matrix(5, 6), params, { heads: 3 });
		const bytes = weights.map((head) => new Float32Array(head.flat()).byteLength);
		expect(attentionBytes(5, 3)).toBe(bytes.reduce((a, b) => a + b));
		expect(attentionBytes(1024, 8)).toBe(32 * 1024 * 1024);
	});

	it("refuses what is no count", () => {
		expect(() => attentionBytes(-1, 2)).toThrow("n is -1: it must be a whole number from 1");
		expect(() => attentionBytes(1, 0)).toThrow("heads is 0: it must be a whole number from 1");
	});
});

/** The loops of multi-head attention, with a counter in place of every operation. */
function counted(n: number, d: number, heads: number) {
	const dHead = d / heads;
	const product = (rows: number, inner: number, columns: number) => {
		let count = 0;
		for (let i = 0; i < rows; i++)
			for (let j = 0; j < columns; j++) for (let c = 0; c < inner; c++) count += 2;
		return count;
	};
	let [projections, scores, softmax, mixing] = [0, 0, 0, 0];
	for (let matrix = 0; matrix < 4; matrix++) projections += product(n, d, d);
	for (let h = 0; h < heads; h++) {
		scores += product(n, dHead, n);
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) softmax += ["scale", "−", "exp", "+", "/"].length;
		mixing += product(n, n, dHead);
	}
	return { projections, scores, softmax, mixing, total: projections + scores + softmax + mixing };
}
