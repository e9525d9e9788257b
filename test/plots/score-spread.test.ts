import { scoreSpread } from "attention-lab/plots";
import { expect, it } from "vitest";

const samples = [
	{ dim: 1, products: [-1, 0, 1] },
	{ dim: 4, products: [-4, 0, 4] },
];

it("scoreSpread(samples) is this figure", () => {
	expect(scoreSpread(samples)).toMatchSnapshot();
});

it("scoreSpread(samples) tells how far the products and the scaled ones spread", () => {
	expect(scoreSpread(samples).table.rows).toEqual([
		["1", "0.816", "1", "0.816"],
		["4", "3.266", "4", "1.633"],
	]);
});

it("scoreSpread(samples) counts every product once, those far outside in the last bins", () => {
	const { data } = scoreSpread([{ dim: 9, products: [-1000, 0, 2, 51, 1e6] }]);
	for (const { y } of data as unknown as { y: number[] }[])
		expect(y.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
	const [raw] = data as unknown as { y: number[] }[];
	expect(raw!.y[0]).toBeCloseTo(0.2, 12);
	expect(raw!.y.at(-1)).toBeCloseTo(0.4, 12);
});

it("scoreSpread(samples) refuses no samples, a length that is none, and no products", () => {
	expect(() => scoreSpread([])).toThrow("has no d_k");
	expect(() => scoreSpread([{ dim: 0.5, products: [1] }])).toThrow("dim is 0.5");
	expect(() => scoreSpread([{ dim: 2, products: [] }])).toThrow("products for d_k = 2 is empty");
});
