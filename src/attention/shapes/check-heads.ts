import type { Matrix } from "../types";
import { columns } from "./agree";
import { checkCount } from "./check-count";
import { ShapeError } from "./shape-error";

/**
 * Makes sure that the columns of `matrix` can be shared equally by the heads.
 *
 * @throws ShapeError such as "wq has 6 columns, which 4 heads cannot share equally"
 */
export function checkHeads(name: string, matrix: Matrix, heads: number): void {
	checkCount("heads", heads, 1);
	const { length, text } = columns(name, matrix);
	if (length % heads !== 0)
		throw new ShapeError(`${text}, which ${heads} heads cannot share equally`);
}
