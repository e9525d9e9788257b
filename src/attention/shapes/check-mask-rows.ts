import type { Mask } from "../types";
import { describe } from "./describe";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that `mask` is a non-empty array of rows of true and false, all rows of the same length.
 *
 * @throws ShapeError naming the mask, the place and what was found there
 */
export function checkMaskRows(name: string, mask: Mask): void {
	if (!Array.isArray(mask))
		throw new ShapeError(`${name} is ${describe(mask)}, not an array of rows of true and false`);
	if (mask.length === 0) throw new ShapeError(`${name} has no rows: a mask needs at least one`);
	for (let i = 0; i < mask.length; i++) {
		const row = mask[i];
		if (!Array.isArray(row))
			throw new ShapeError(`${name}[${i}] is ${describe(row)}, not a row of true and false`);
		if (row.length === 0)
			throw new ShapeError(`${name}[${i}] is empty: it needs at least one entry`);
		if (row.length !== mask[0].length)
			throw new ShapeError(
				`${name} is ragged: row 0 has ${mask[0].length} entries but row ${i} has ${row.length}`,
			);
		for (let j = 0; j < row.length; j++)
			if (typeof row[j] !== "boolean")
				throw new ShapeError(
					`${name}[${i}][${j}] is ${describe(row[j])}, not true (may attend) or false (may not)`,
				);
	}
}
