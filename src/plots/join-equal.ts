import type { Matrix, Vector } from "../attention/types";

/** A place in the plane, with all tokens that are there. */
export interface Place {
	/** "from, the" */
	readonly label: string;
	/** [2] */
	readonly at: Vector;
	/** Which tokens are there, counted from 0. */
	readonly tokens: readonly number[];
}

/** The different points among `points` [n, 2]: tokens at the same place share a label. */
export function joinEqual(points: Matrix, labels: readonly string[]): Place[] {
	const places = new Map<string, { at: Vector; tokens: number[] }>();
	for (const [i, at] of points.entries()) {
		const place = places.get(at.join());
		if (place) place.tokens.push(i);
		else places.set(at.join(), { at, tokens: [i] });
	}
	return [...places.values()].map(({ at, tokens }) => ({
		label: tokens.map((i) => labels[i]!).join(", "),
		at,
		tokens,
	}));
}
