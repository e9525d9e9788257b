import { ablateHead, type MultiHeadWeights, multiHeadAttention } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";
import { multiHeadInputs } from "./multi-head-inputs";

it("ablateHead(params, head, heads) takes from the output what this head has put there", () => {
	fc.assert(
		fc.property(multiHeadInputs, fc.nat(), ({ x, wq, wk, wv, wo, heads }, any) => {
			const params = deepFreeze({ wq, wk, wv, wo });
			const head = any % heads;
			const { output, weights } = multiHeadAttention(x, params, { heads });
			const without = multiHeadAttention(x, ablateHead(params, head, heads), { heads });
			expect(without.weights).toEqual(weights);
			const rest = Array.from({ length: heads }, (_, h) => h).filter((h) => h !== head);
			const alone = rest.reduce<MultiHeadWeights>((left, h) => ablateHead(left, h, heads), params);
			const its = multiHeadAttention(x, alone, { heads }).output;
			expectClose(
				without.output.map((row, i) => row.map((value, j) => value + its[i]![j]!)),
				output,
			);
		}),
	);
});

it("ablateHead(params, head, heads) sets the head's rows of wo to 0 and leaves the rest", () => {
	const params = { wq: [[1, 2]], wk: [[3, 4]], wv: [[5, 6, 7, 8]], wo: [[1], [2], [3], [4]] };
	expect(ablateHead(params, 1, 2)).toEqual({ ...params, wo: [[1], [2], [0], [0]] });
	expect(ablateHead(params, 0, 4)).toEqual({ ...params, wo: [[0], [2], [3], [4]] });
});

it("ablateHead(params, head, heads) says that there is no such head", () => {
	const params = { wq: [[1, 2]], wk: [[3, 4]], wv: [[5, 6]], wo: [[1], [2]] };
	for (const head of [-1, 2, 0.5])
		expect(() => ablateHead(params, head, 2)).toThrow(
			`head is ${head}: with 2 heads it must be 0 to 1`,
		);
	expect(() => ablateHead(params, 0, 3)).toThrow("which 3 heads cannot share equally");
});
