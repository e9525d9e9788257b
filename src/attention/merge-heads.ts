import { agree, columns, rows } from "./shapes/agree";
import { checkMatrix } from "./shapes/check-matrix";
import { describe } from "./shapes/describe";
import { ShapeError } from "./shapes/shape-error";
import type { HeadMatrices } from "./types";

/**
 * Puts what the heads found side by side, token by token: `heads` [heads][n][d_head] gives
 * [n, heads · d_head]. It undoes splitHeads.
 *
 * @example mergeHeads([[[1, 2], [5, 6]], [[3, 4], [7, 8]]]) // [[1, 2, 3, 4], [5, 6, 7, 8]]
 * @throws ShapeError when the heads differ in shape
 * Source: Vaswani et al. 2017, "Attention Is All You Need", section 3.2.2 (Concat).
 */
export function mergeHeads(heads: HeadMatrices): number[][] {
	if (!Array.isArray(heads))
		throw new ShapeError(`heads is ${describe(heads)}, not an array of matrices`);
	if (heads.length === 0) throw new ShapeError("heads is empty: it needs at least one matrix");
	heads.forEach((head, h) => {
		checkMatrix(`heads[${h}]`, head);
		agree(rows("heads[0]", heads[0]), rows(`heads[${h}]`, head));
		agree(columns("heads[0]", heads[0]), columns(`heads[${h}]`, head));
	});
	const [first] = heads as HeadMatrices;
	return first!.map((_, i) => heads.flatMap((head) => head[i]!));
}
