import { expect, it } from "vitest";
import { formatNumber } from "../../src/plots/format-number";

it("formatNumber(x) prints whole numbers whole and others with three decimals", () => {
	expect([3, 0.5, 2 / 3, 0].map((x) => formatNumber(x))).toEqual(["3", "0.500", "0.667", "0"]);
});

it("formatNumber(x) has a true minus sign, and none before zero", () => {
	expect([-3, -0.25, -0].map((x) => formatNumber(x))).toEqual(["−3", "−0.250", "0"]);
});

it("formatNumber(x) does not pass off a small number as zero", () => {
	expect([0.0004, -0.00045, 5e-324].map((x) => formatNumber(x))).toEqual([
		"4.0e-4",
		"−4.5e-4",
		"4.9e-324",
	]);
	expect(formatNumber(0.004, 2)).toBe("4.0e-3");
	expect(formatNumber(0.005, 2)).toBe("0.01");
});

it("formatNumber(x) names what is no finite number", () => {
	expect([Infinity, -Infinity, NaN].map((x) => formatNumber(x))).toEqual(["∞", "−∞", "NaN"]);
});

it("formatNumber(x) keeps very large numbers short", () => {
	expect(formatNumber(1.5e308)).toBe("1.500e+308");
});
