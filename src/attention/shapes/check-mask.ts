import type { Mask, Matrix } from "../types";
import { checkMaskRows } from "./check-mask-rows";
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
	const uneven = mask.findIndex((row) => Array.isArray(row) && row.length !== scores[0]?.length);
	if (uneven !== -1)
		throw new ShapeError(
			`mask[${uneven}] has ${mask[uneven].length} entries but the scores are ${expected}`,
		);
	checkMaskRows("mask", mask);
}
