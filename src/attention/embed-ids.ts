import type { GptWeights } from "./gpt-forward";
import type { Vector } from "./types";

/**
 * What each id is, plus where it stands: row i is tokenEmbedding[ids[i]] + positionEmbedding[start + i],
 * [n, dim].
 *
 * @throws RangeError when there are no ids, one is not in the vocabulary, or the positions run out
 */
export function embedIds(
	ids: Vector,
	{ tokenEmbedding, positionEmbedding }: GptWeights,
	start = 0,
): number[][] {
	const context = positionEmbedding.length;
	if (ids.length === 0)
		throw new RangeError("there are no ids: a model needs at least one to read");
	if (start + ids.length > context)
		throw new RangeError(
			`${start + ids.length} ids do not fit into a context of ${context}: keep the last ${context}`,
		);
	return ids.map((id, i) => {
		const token = tokenEmbedding[id];
		if (!token)
			throw new RangeError(
				`ids[${i}] is ${id}: the ids of this model are 0 to ${tokenEmbedding.length - 1}`,
			);
		return token.map((value, j) => value + positionEmbedding[start + i]![j]!);
	});
}
