import { type HeadMatrices, mergeHeads, splitHeads } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { matrixOf, size } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";

it("mergeHeads(heads) puts the rows of a token side by side, head after head", () => {
	expect(
		mergeHeads([
			[
				[1, 2],
				[5, 6],
			],
			[
				[3, 4],
				[7, 8],
			],
		]),
	).toEqual([
		[1, 2, 3, 4],
		[5, 6, 7, 8],
	]);
});

it("mergeHeads undoes splitHeads, and splitHeads undoes mergeHeads", () => {
	const inputs = fc
		.tuple(size, size, size)
		.chain(([n, heads, dHead]) =>
			fc.array(matrixOf(n, dHead), { minLength: heads, maxLength: heads }),
		);
	fc.assert(
		fc.property(inputs, (heads) => {
			deepFreeze(heads);
			const merged = mergeHeads(heads);
			expect(merged[0]).toHaveLength(heads.length * heads[0]![0]!.length);
			expect(splitHeads(merged, heads.length)).toEqual(heads);
			expect(mergeHeads(splitHeads(merged, heads.length))).toEqual(merged);
		}),
	);
});

it("mergeHeads(heads) gives rows of its own", () => {
	const head = [[1, 2]];
	expect(mergeHeads([head])[0]).not.toBe(head[0]);
});

it("mergeHeads(heads) quotes the shapes of heads that differ", () => {
	expect(() => mergeHeads([[[1, 2]], [[3]]])).toThrow("heads[0] has 2 columns but heads[1] has 1");
	expect(() => mergeHeads([[[1]], [[2], [3]]])).toThrow("heads[0] has 1 row but heads[1] has 2");
	expect(() => mergeHeads([])).toThrow("heads is empty");
	expect(() => mergeHeads(2 as unknown as HeadMatrices)).toThrow("heads is 2, not an array");
	expect(() => mergeHeads([[1, 2]] as unknown as HeadMatrices)).toThrow("heads[0][0] is 1");
});
