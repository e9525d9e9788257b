import { ShapeError } from "../../shape-error";
import type { Tensor } from "../../tensor";

/** A tensor as rows along its last dimension: [2, 3, 4] has 6 rows of 4 columns. */
export function rowsOf(name: string, { shape }: Tensor): { rows: number; columns: number } {
	const columns = shape.at(-1);
	if (columns === undefined)
		throw new ShapeError(
			`${name}: it works on rows, but this tensor is one number: give it at least one dimension`,
		);
	let rows = 1;
	for (const length of shape.slice(0, -1)) rows *= length;
	return { rows, columns };
}
