import { type LayerKind, pathLength } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";

const distances = fc.integer({ min: 0, max: 60 });
const widths = fc.integer({ min: 2, max: 6 });

it("pathLength(kind, distance) of attention is 1, and of recurrence one more than the distance", () => {
	expect([0, 1, 7, 1000].map((distance) => pathLength("attention", distance))).toEqual([
		1, 1, 1, 1,
	]);
	expect([0, 1, 7].map((distance) => pathLength("recurrent", distance))).toEqual([1, 2, 8]);
});

it("pathLength(kind, distance) counts the layers after which a token is in reach", () => {
	fc.assert(
		fc.property(distances, widths, (distance, width) => {
			const options = { kernel: width, window: width };
			expect(pathLength("convolution", distance, options)).toBe(
				layersUntil(distance, () => 1, width),
			);
			expect(pathLength("windowed-attention", distance, options)).toBe(
				layersUntil(distance, () => 1, width),
			);
			expect(pathLength("dilated-convolution", distance, options)).toBe(
				layersUntil(distance, (layer) => width ** layer, width),
			);
		}),
	);
});

it("pathLength(kind, distance) is exact where logarithms are not", () => {
	expect(pathLength("dilated-convolution", 124, { kernel: 5 })).toBe(3);
	expect(pathLength("dilated-convolution", 125, { kernel: 5 })).toBe(4);
});

it("pathLength(kind, distance) has a kernel and a window of 3 unless told", () => {
	expect(pathLength("convolution", 10)).toBe(5);
	expect(pathLength("windowed-attention", 11, { kernel: 9 })).toBe(6);
	expect(pathLength("dilated-convolution", 26)).toBe(3);
});

it("pathLength(kind, distance) says what it cannot count", () => {
	expect(() => pathLength("attention", -1)).toThrow(
		"distance is -1: it must be a whole number from 0",
	);
	expect(() => pathLength("convolution", 3, { kernel: 1 })).toThrow(
		"kernel is 1: to reach back it must be at least 2",
	);
	expect(() => pathLength("magic" as LayerKind, 3)).toThrow('kind is the text "magic"');
});

/** Layer by layer, which places the last token has heard of. */
function layersUntil(distance: number, spacing: (layer: number) => number, width: number): number {
	let heard = new Set([0]);
	for (let layer = 0; ; layer++) {
		const next = new Set<number>();
		for (const place of heard)
			for (let tap = 0; tap < width; tap++) next.add(place + tap * spacing(layer));
		heard = next;
		if (heard.has(distance)) return layer + 1;
	}
}
