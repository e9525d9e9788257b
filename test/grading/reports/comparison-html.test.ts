import { describe, expect, it } from "vitest";
import { diverging, divergingAboveZero } from "../../../src/course/views/drawing";
import { comparisonHtml } from "../../../src/grading/reports/comparison-html";
import { heatColor, luminance, rgbOf } from "../../../src/grading/reports/heat-color";

const compare = (expected: number[][], actual: number[][]) =>
	comparisonHtml({ call: "f([1])", part: "weights", expected, actual });
const cells = (html: string) => [...html.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell);
const off = '<span class="unseen"> differs</span>';

describe("expected beside actual", () => {
	it("writes every number, and marks those that differ by more than colour", () => {
		expect(cells(compare([[1, 0.5]], [[1, 0.25]]))).toEqual(["1", "0.50", "1", `≠ 0.25${off}`]);
	});

	it("gives as many decimals as tell the two apart", () => {
		expect(cells(compare([[0.5]], [[0.50001]]))).toEqual(["0.50000", `≠ 0.50001${off}`]);
	});

	it("says NaN where there is no number", () => {
		expect(cells(compare([[1]], [[Number.NaN]]))).toEqual(["1", `≠ NaN${off}`]);
	});

	it("shows shapes that do not agree, and marks what is too much", () => {
		const html = compare([[1, 2]], [[1], [3]]);
		expect(html).toContain("Expected <small>1 × 2</small>");
		expect(html).toContain("Yours <small>2 × 1</small>");
		expect(cells(html)).toEqual(["1", "2", "1", `≠ 3${off}`]);
	});

	it("says which call and which part of its result, unless the message did", () => {
		expect(compare([[1]], [[2]])).toContain("<code>f([1])</code>, <code>weights</code>");
		const told = "It is wrong.\n  call      f([1])";
		const compared = { call: "f([1])", expected: [[1]], actual: [[2]] };
		expect(comparisonHtml(compared, told)).not.toContain("f([1])");
	});
});

describe("the colours of a heat map", () => {
	it("begin and end where the scale does", () => {
		expect(heatColor(diverging, 0).ground).toBe("#b35806");
		expect(heatColor(diverging, 0.5).ground).toBe("#f7f7f7");
		expect(heatColor(diverging, 1).ground).toBe("#542788");
	});

	it("carry readable ink everywhere: 4.5:1 or more (WCAG AA)", () => {
		for (const scale of [diverging, divergingAboveZero])
			for (let i = 0; i <= 100; i++) {
				const { ground, ink } = heatColor(scale, i / 100);
				const [dark, light] = [luminance(rgbOf(ground)), luminance(rgbOf(ink))].sort(
					(a, b) => a - b,
				);
				expect((light! + 0.05) / (dark! + 0.05)).toBeGreaterThan(4.5);
			}
	});
});
