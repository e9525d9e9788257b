import { alignmentMap } from "attention-lab/plots";
import { expect, it } from "vitest";

const weights = [
	[0.1, 0.9, 0],
	[0.5, 0, 0.5],
];

interface Line {
	readonly mode: string;
	readonly x: number[];
	readonly opacity: number;
	readonly line: { readonly width: number };
}
const linesOf = (data: unknown) => (data as Line[]).filter(({ mode }) => mode === "lines");

it("alignmentMap(weights, labels) is this figure", () => {
	expect(
		alignmentMap([[0.25, 0.75]], { queries: ["sie"], keys: ["<s>", "she"], title: "Translation" }),
	).toMatchSnapshot();
});

it("alignmentMap(weights) draws a line a weight, the heavier the thicker", () => {
	const lines = linesOf(alignmentMap(weights).data);
	expect(lines.map(({ line }) => line.width)).toEqual([1.4, 12.6, 0, 7, 0, 7].map(near));
	expect(lines.map(({ x }) => x)).toEqual([
		[0, 0],
		[0, 0.5],
		[0, 1],
		[1, 0],
		[1, 0.5],
		[1, 1],
	]);
});

const near = (width: number) => expect.closeTo(width, 9);

it("alignmentMap(weights) shows all queries first, then one at a time with its numbers", () => {
	const { frames, data } = alignmentMap(weights, { queries: ["the", "the"] });
	expect(frames!.map(({ name }) => name)).toEqual(["all", "0 the", "1 the"]);
	expect(frames![0]!.data).toEqual(data);
	const shown = linesOf(frames![2]!.data).map(({ opacity }) => opacity > 0);
	expect(shown).toEqual([false, false, false, true, true, true]);
	const numbers = (frames![2]!.data as { text?: string[] }[]).at(-1);
	expect(numbers!.text).toEqual(["0.500", "0", "0.500"]);
});

it("alignmentMap(weights) says in words where each query looks", () => {
	const { alt, table } = alignmentMap(weights, { queries: ["sie", "vom"], keys: ["a", "b", "c"] });
	expect(alt).toContain("sie attends most to b (0.900). vom attends most to a and c (0.500).");
	expect(table.rows[0]).toEqual(["sie", "0.100", "0.900", "0"]);
});

it("alignmentMap(weights, labels) refuses labels that do not fit", () => {
	expect(() => alignmentMap(weights, { keys: ["a"] })).toThrow(
		"keys has 1 label but there are 3 keys",
	);
});
