import { splitHeads } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { matrixOf, size } from "./arbitraries";
import { deepFreeze } from "./deep-freeze";

it("splitHeads(x, heads) gives every head its own columns of every token", () => {
	expect(
		splitHeads(
			[
				[1, 2, 3, 4],
				[5, 6, 7, 8],
			],
			2,
		),
	).toEqual([
		[
			[1, 2],
			[5, 6],
		],
		[
			[3, 4],
			[7, 8],
		],
	]);
});

it("splitHeads(x, heads)[h][i][t] is x[i][h · d_head + t]", () => {
	const inputs = fc
		.tuple(size, size, size)
		.chain(([n, heads, dHead]) =>
			fc.record({ x: matrixOf(n, heads * dHead), heads: fc.constant(heads) }),
		);
	fc.assert(
		fc.property(inputs, ({ x, heads }) => {
			deepFreeze(x);
			const dHead = x[0]!.length / heads;
			const split = splitHeads(x, heads);
			expect([split.length, split[0]!.length, split[0]![0]!.length]).toEqual([
				heads,
				x.length,
				dHead,
			]);
			for (let h = 0; h < heads; h++)
				for (let i = 0; i < x.length; i++)
					for (let t = 0; t < dHead; t++) expect(split[h]![i]![t]).toBe(x[i]![h * dHead + t]);
		}),
	);
});

it("splitHeads(x, 1) is x in an array, as a copy", () => {
	const x = [[1, 2]];
	const [only] = splitHeads(x, 1);
	expect(only).toEqual(x);
	expect(only![0]).not.toBe(x[0]);
});

it("splitHeads(x, heads) refuses heads that cannot share the columns", () => {
	expect(() => splitHeads([[1, 2, 3, 4, 5, 6]], 4)).toThrow(
		"x has 6 columns, which 4 heads cannot share equally",
	);
	expect(() => splitHeads([[1]], 2)).toThrow("x has 1 column, which 2 heads cannot share equally");
	expect(() => splitHeads([[1, 2]], 0)).toThrow("heads is 0: it must be a whole number from 1");
	expect(() => splitHeads([[1, 2]], 0.5)).toThrow("heads is 0.5");
});
