import { table } from "attention-lab/plots";
import { expect, it } from "vitest";
import { jupyterDisplay } from "../../src/plots/jupyter-display";

it("table(columns) puts lists side by side", () => {
	const { header, rows } = table({ token: ["the", "cat"], score: [0, 2.5] });
	expect(header).toEqual(["token", "score"]);
	expect(rows).toEqual([
		["the", "0"],
		["cat", "2.500"],
	]);
});

it("table(columns) gives all numbers of a column as many decimals, and leaves 0 alone", () => {
	const { rows } = table({ a: [1, 0.5, -2, 0], b: [1, 2, 3, 4], c: ["1", 0.5, Infinity, 1e-9] });
	expect(rows).toEqual([
		["1.000", "1", "1"],
		["0.500", "2", "0.500"],
		["−2.000", "3", "∞"],
		["0", "4", "1.0e-9"],
	]);
});

it("table(columns) shows itself as HTML and as text", () => {
	const bundle = table({ "a < b": ["the", "a"], score: [0, -2.5] })[jupyterDisplay]();
	expect(bundle["text/plain"]).toBe("a < b   score\nthe         0\na      −2.500");
	expect(bundle["text/html"]).toContain('<th scope="col">a &lt; b</th>');
	expect(bundle["text/html"]).toContain('<th scope="row">the</th><td>0</td>');
});

it("table(columns) refuses columns of different lengths and quotes them", () => {
	expect(() => table({ token: ["the", "cat"], score: [0] })).toThrow(
		'column "score" has 1 cell but column "token" has 2',
	);
	expect(() => table({})).toThrow("table({}) has no columns");
});
