import type { Matrix, Vector } from "../attention/types";

/**
 * The corners of the smallest convex shape around `points` [n, 2], counterclockwise from the leftmost.
 * Points on an edge are no corners.
 *
 * Source: Andrew 1979, "Another efficient algorithm for convex hulls in two dimensions" (monotone chain).
 */
export function convexHull(points: Matrix): Vector[] {
	const sorted = points.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
	const lower = chain(sorted);
	const upper = chain(sorted.toReversed());
	const corners = [...lower.slice(0, -1), ...upper.slice(0, -1)];
	return corners.length > 0 ? corners : [sorted[0]!]; // all points are one
}

/** The points that stay when every turn has to be to the left. */
function chain(points: Matrix): Vector[] {
	const kept: Vector[] = [];
	for (const point of points) {
		while (kept.length >= 2 && turn(kept.at(-2)!, kept.at(-1)!, point) <= 0) kept.pop();
		if (kept.length !== 1 || kept[0]!.join() !== point.join()) kept.push(point);
	}
	return kept;
}

/** Above 0 when the way from `a` over `b` to `c` turns left. */
const turn = (a: Vector, b: Vector, c: Vector): number =>
	(b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!);
