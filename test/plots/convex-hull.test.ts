import { array, assert, double, property, tuple } from "fast-check";
import { expect, it } from "vitest";
import { convexHull } from "../../src/plots/convex-hull";

it("convexHull(points) goes around the outermost points, counterclockwise", () => {
	const points = [
		[1, 1],
		[2, 0],
		[0, 0],
		[2, 2],
		[0, 2],
	];
	expect(convexHull(points)).toEqual([
		[0, 0],
		[2, 0],
		[2, 2],
		[0, 2],
	]);
});

it("convexHull(points) leaves out what lies on an edge, and points that are there twice", () => {
	const points = [
		[0, 0],
		[1, 0],
		[2, 0],
		[0, 0],
		[1, 1],
	];
	expect(convexHull(points)).toEqual([
		[0, 0],
		[2, 0],
		[1, 1],
	]);
});

it("convexHull(points) of points on a line is its two ends, and of a single point that point", () => {
	const line = [
		[0, 0],
		[1, 1],
		[3, 3],
	];
	expect(convexHull(line)).toEqual([
		[0, 0],
		[3, 3],
	]);
	expect(convexHull([[4, 5]])).toEqual([[4, 5]]);
	expect(
		convexHull([
			[4, 5],
			[4, 5],
		]),
	).toEqual([[4, 5]]);
});

it("convexHull(points) has every point on its left", () => {
	const coordinate = double({ min: -9, max: 9, noNaN: true });
	assert(
		property(array(tuple(coordinate, coordinate), { minLength: 3, maxLength: 20 }), (points) => {
			const corners = convexHull(points);
			corners.forEach((a, i) => {
				const b = corners[(i + 1) % corners.length]!;
				for (const c of points) {
					const area = (b[0]! - a[0]!) * (c[1] - a[1]!) - (b[1]! - a[1]!) * (c[0] - a[0]!);
					expect(area).toBeGreaterThanOrEqual(-1e-9);
				}
			});
		}),
	);
});
