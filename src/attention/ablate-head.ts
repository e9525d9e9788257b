import type { MultiHeadWeights } from "./multi-head-attention";
import { checkHeads } from "./shapes/check-heads";
import { checkMatrix } from "./shapes/check-matrix";
import { describe } from "./shapes/describe";
import { ShapeError } from "./shapes/shape-error";
import { transpose } from "./transpose";

/**
 * Takes one head away: the rows of `wo` [heads · d_v, d_out] that belong to it become 0, so that nothing
 * of what it finds reaches the output. It still attends, and everything else is as it was.
 *
 * @example multiHeadAttention(x, ablateHead(params, 1, 4), { heads: 4 }) // without head 1
 * @throws ShapeError when there is no such head, or the heads cannot share the rows of wo
 * Source: Michel, Levy and Neubig 2019, "Are Sixteen Heads Really Better than One?", section 2.2.
 */
export function ablateHead(
	params: MultiHeadWeights,
	head: number,
	heads: number,
): MultiHeadWeights {
	const { wo } = params;
	checkMatrix("wo", wo);
	checkHeads("the transpose of wo", transpose(wo), heads);
	if (!Number.isInteger(head) || head < 0 || head >= heads)
		throw new ShapeError(
			`head is ${describe(head)}: with ${heads} heads it must be 0 to ${heads - 1}`,
		);
	const dV = wo.length / heads;
	const isItsRow = (r: number) => Math.floor(r / dV) === head;
	return { ...params, wo: wo.map((row, r) => row.map((value) => (isItsRow(r) ? 0 : value))) };
}
