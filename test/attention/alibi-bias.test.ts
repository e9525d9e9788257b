import { alibiBias, alibiSlopes } from "attention-lab";
import { expect, it } from "vitest";

it("alibiSlopes(heads) is a geometric row where heads is a power of two", () => {
	expect(alibiSlopes(1)).toEqual([1 / 256]);
	expect(alibiSlopes(4)).toEqual([1 / 4, 1 / 16, 1 / 64, 1 / 256]);
	expect(alibiSlopes(8)).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 256]);
});

it("alibiSlopes(heads) fills other numbers of heads with every second slope of the next power", () => {
	expect(alibiSlopes(3)).toEqual([1 / 16, 1 / 256, 1 / 4]);
	expect(alibiSlopes(6)).toEqual([1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 2, 1 / 8]);
	expect(alibiSlopes(12)).toEqual([...alibiSlopes(8), ...[1, 3, 5, 7].map((h) => 2 ** (-h / 2))]);
});

it("alibiBias(n, heads) takes the slope of the head for each token of distance", () => {
	expect(alibiBias(3, 2)).toEqual([
		[
			[0, -1 / 16, -2 / 16],
			[-1 / 16, 0, -1 / 16],
			[-2 / 16, -1 / 16, 0],
		],
		[
			[0, -1 / 256, -2 / 256],
			[-1 / 256, 0, -1 / 256],
			[-2 / 256, -1 / 256, 0],
		],
	]);
});

it("alibiBias(n, heads) refuses what is no count", () => {
	expect(() => alibiBias(0, 2)).toThrow("n is 0: it must be a whole number from 1");
	expect(() => alibiBias(2, 1.5)).toThrow("heads is 1.5: it must be a whole number from 1");
});
