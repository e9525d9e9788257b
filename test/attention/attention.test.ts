import { attention, type Mask, type Matrix } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { attentionInputs } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";
import { expectClose } from "./expect-close";

it("attention(q, k, v) averages the values of keys that match equally", () => {
	expect(
		attention(
			[[1, 0]],
			[
				[9, 0],
				[9, 0],
			],
			[[2], [4]],
		),
	).toEqual({
		output: [[3]],
		weights: [[0.5, 0.5]],
	});
});

it("attention(q, k, v) is softmax(q·kᵀ/√d_k)·v, written out in loops", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v }) => {
			const { output, weights } = attention(q, k, v);
			expectClose(weights, loops(q, k, v).weights);
			expectClose(output, loops(q, k, v).output);
		}),
	);
});

it("attention(q, k, v, mask) gives no weight where the mask is false, and zeros where all is", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v, mask }) => {
			const { output, weights } = attention(q, k, v, mask);
			expectClose(weights, loops(q, k, v, mask).weights);
			expectClose(output, loops(q, k, v, mask).output);
		}),
	);
});

it("attention(q, k, v, mask) with a mask of all true is attention(q, k, v)", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v }) => {
			const everything = q.map(() => k.map(() => true));
			expect(attention(q, k, v, everything)).toEqual(attention(q, k, v));
		}),
	);
});

it("attention(q, k, v) does not depend on the order of keys and values", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v }) =>
			expectClose(attention(q, k.toReversed(), v.toReversed()).output, attention(q, k, v).output),
		),
	);
});

it("attention(x, x, x) of reordered tokens is the reordered output", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q: x }) => {
			const reordered = x.toReversed();
			expectClose(
				attention(reordered, reordered, reordered).output,
				attention(x, x, x).output.toReversed(),
			);
		}),
	);
});

it("attention(q, k, v) keeps each output between the lowest and highest value of its column", () => {
	fc.assert(
		fc.property(attentionInputs, ({ q, k, v }) => {
			for (const row of attention(q, k, v).output)
				row.forEach((x, j) => {
					const column = v.map((value) => value[j]!);
					expect(x).toBeGreaterThanOrEqual(Math.min(...column) - 1e-9);
					expect(x).toBeLessThanOrEqual(Math.max(...column) + 1e-9);
				});
		}),
	);
});

it("attention(q, k, v, mask) lets nothing of a masked value through", () => {
	const { output } = attention([[1]], [[1], [1]], [[5], [NaN]], [[true, false]]);
	expect(output).toEqual([[5]]);
});

it("attention(q, k, v, mask) leaves its inputs alone", () => {
	const [q, k, v, mask] = deepFreeze([[[1, 2]], [[3, 4]], [[5]], [[true]]] as const);
	expect(attention(q, k, v, mask)).toEqual(attention(q, k, v, mask));
});

it("attention(q, k, v, mask) quotes the shapes that do not fit", () => {
	const q = [[1, 2]];
	const k = [
		[1, 2],
		[3, 4],
		[5, 6],
	];
	const v = [[1], [2], [3]];
	expect(() => attention(q, [[1]], [[1]])).toThrow("q has 2 columns but k has 1 column");
	expect(() => attention(q, k, [[1], [2]])).toThrow("k has 3 rows but v has 2 rows");
	expect(() => attention(q, k, v, [])).toThrow(
		"mask has 0 rows but the scores are 1 × 3 (queries × keys)",
	);
	expect(() => attention(q, k, v, [[true]])).toThrow(
		"mask[0] has 1 entries but the scores are 1 × 3",
	);
	expect(() => attention(q, k, v, [[1, 1, 0]] as unknown as Mask)).toThrow(
		"mask[0][0] is 1, not true (may attend) or false (may not)",
	);
	expect(() => attention(q, k, v, "causal" as unknown as Mask)).toThrow(
		'mask is the text "causal"',
	);
	expect(() => attention(q, k, v, [true] as unknown as Mask)).toThrow("mask[0] is true, not a row");
});

/** The formula with nothing shared with the library: one sum after the other. */
function loops(q: Matrix, k: Matrix, v: Matrix, mask?: Mask) {
	const weights: number[][] = [];
	const output: number[][] = [];
	for (let i = 0; i < q.length; i++) {
		const powers: number[] = [];
		let total = 0;
		for (let j = 0; j < k.length; j++) {
			let score = 0;
			for (let t = 0; t < q[i]!.length; t++) score += q[i]![t]! * k[j]![t]!;
			const visible = mask === undefined || mask[i]![j];
			powers[j] = visible ? Math.exp(score / Math.sqrt(q[i]!.length)) : 0;
			total += powers[j]!;
		}
		weights[i] = powers.map((power) => (total === 0 ? 0 : power / total));
		output[i] = v[0]!.map(() => 0);
		for (let j = 0; j < k.length; j++)
			for (let t = 0; t < v[j]!.length; t++) output[i]![t]! += weights[i]![j]! * v[j]![t]!;
	}
	return { output, weights };
}
