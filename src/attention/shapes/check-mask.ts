import type { Mask, Matrix } from "../types";
import { describe } from "./describe";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that `mask` says true or false for every score.
 *
 * @throws ShapeError when the shapes differ or an entry is no boolean
 */
export function checkMask(mask: Mask, scores: Matrix): void {
	if (!Array.isArray(mask))
		throw new ShapeError(`mask is ${describe(mask)}, not an array of rows of true and false`);
	const expected = `${scores.length} × ${scores[0]?.length} (queries × keys)`;
	if (mask.length !== scores.length)
		throw new ShapeError(`mask has ${mask.length} rows but the scores are ${expected}`);
	for (let i = 0; i < mask.length; i++) {
		const row = mask[i];
		if (!Array.isArray(row))
			throw new ShapeError(`mask[${i}] is ${describe(row)}, not a row of true and false`);
		if (row.length !== scores[i]?.length)
			throw new ShapeError(`mask[${i}] has ${row.length} entries but the scores are ${expected}`);
		for (let j = 0; j < row.length; j++) {
			if (typeof row[j] !== "boolean")
				throw new ShapeError(
					`mask[${i}][${j}] is ${describe(row[j])}, not true (may attend) or false (may not)`,
				);
		}
	}
}
