import { dot, matmul } from "attention-lab";
import { describe, expect, it } from "vitest";
import { describeNotebook, proseOf, readLesson } from "./describe-lesson";

const prose = proseOf(await readLesson("00-shapes"));

await describeNotebook("00-shapes", { numbers: {} });

describe("the prose of 00-shapes", () => {
	/** The rows of the table of prices, as numbers. */
	const prices = ["bread", "milk", "apples"].map((thing) =>
		prose
			.match(new RegExp(`\\| ${thing} \\|(.*)\\|`))![1]!
			.split("|")
			.map(Number),
	);
	const [ana, ben] = [
		[2, 1, 0],
		[0, 3, 4],
	] as const;

	it("has the bill of Ana right, term by term", () => {
		expect(prose).toContain("2 · 3 + 1 · 1 + 0 · 2 = **7**");
		expect(dot(ana, [3, 1, 2])).toBe(7);
		expect(prices.map((row) => row[0])).toEqual([3, 1, 2]);
	});

	it("is right about who pays how much, and where they go", () => {
		const costs = matmul([ana, ben], prices);
		expect(costs).toEqual([
			[7, 6, 9, 8],
			[11, 10, 7, 18],
		]);
		expect(prose).toContain("Ana pays 7, 6, 9 or 8: she goes to the market.");
		expect(prose).toContain("Ben pays 11, 10, 7 or 18: he goes to the station.");
		expect(prose).toContain("| price | corner | market | station | farm |");
		expect(costs.map((row) => row.indexOf(Math.min(...row)))).toEqual([1, 2]);
	});
});
