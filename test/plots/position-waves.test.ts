import { sinusoidalPositions } from "attention-lab";
import { positionWaves } from "attention-lab/plots";
import { expect, it } from "vitest";

it("positionWaves(positions) is this figure", () => {
	expect(positionWaves(sinusoidalPositions(3, 4))).toMatchSnapshot();
});

it("positionWaves(positions) says in words that waves get slower to the right", () => {
	expect(positionWaves(sinusoidalPositions(8, 4)).alt).toContain(
		"8 positions (rows) by 4 columns, values from −1 to 1. From one position to the next, " +
			"column 0 changes by 0.628 on average, column 3 by 3.5e-4.",
	);
	expect(positionWaves([[1, 0]]).alt).toContain("nothing changes");
});

it("positionWaves(positions) has every number in its table", () => {
	expect(positionWaves([[0.5, -1]]).table).toEqual({
		header: ["position \\ column", "column 0", "column 1"],
		rows: [["position 0", "0.500", "−1"]],
	});
});

it("positionWaves(positions) refuses what is no matrix", () => {
	expect(() => positionWaves([])).toThrow("positions has no rows");
});
