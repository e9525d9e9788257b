import { entropyByDimension } from "attention-lab/plots";
import { expect, it } from "vitest";

const entropies = { none: [1, 0.2], "÷ √d_k": [1, 1] };

it("entropyByDimension(data) is this figure", () => {
	expect(entropyByDimension({ dims: [4, 64], keys: 3, entropies })).toMatchSnapshot();
});

it("entropyByDimension(data) gives every line a dash and a marker of its own", () => {
	const { data } = entropyByDimension({ dims: [4, 64], keys: 3, entropies });
	const styles = data.map(
		(trace) => trace as { line: { dash: string }; marker: { symbol: string } },
	);
	expect(new Set(styles.map(({ line }) => line.dash)).size).toBe(2);
	expect(new Set(styles.map(({ marker }) => marker.symbol)).size).toBe(2);
});

it("entropyByDimension(data) refuses a line that is too short", () => {
	expect(() => entropyByDimension({ dims: [4, 64], keys: 3, entropies: { none: [1] } })).toThrow(
		"none has 1 entropy but dims has 2 numbers",
	);
});
