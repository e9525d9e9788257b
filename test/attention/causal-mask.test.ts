import { causalMask } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";

it("causalMask(n) lets every position see itself and what came before", () => {
	expect(causalMask(3)).toEqual([
		[true, false, false],
		[true, true, false],
		[true, true, true],
	]);
	expect(causalMask(1)).toEqual([[true]]);
});

it("causalMask(n) allows 1 + 2 + … + n of n · n, one more in each row", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 30 }), (n) => {
			const mask = causalMask(n);
			expect(mask).toHaveLength(n);
			mask.forEach((row, i) => {
				expect(row).toEqual([...Array(i + 1).fill(true), ...Array(n - i - 1).fill(false)]);
			});
		}),
	);
});

it("causalMask(n) gives rows that share no memory", () => {
	const mask = causalMask(2);
	mask[0]![0] = false;
	expect(mask[1]).toEqual([true, true]);
});

it("causalMask(n) refuses what is no number of tokens", () => {
	for (const n of [0, -1, 2.5, NaN])
		expect(() => causalMask(n)).toThrow(`n is ${n}: it must be a whole number from 1`);
	expect(() => causalMask("3" as unknown as number)).toThrow('n is the text "3"');
});
