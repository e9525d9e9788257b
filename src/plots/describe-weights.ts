import type { Matrix } from "../attention/types";
import { formatNumber } from "./format-number";

/** What the eye catches first: where each row is darkest. */
export function describeWeights(
	weights: Matrix,
	queries: readonly string[],
	keys: readonly string[],
): string {
	const sentences = weights.slice(0, 12).map((row, i) => {
		const highest = Math.max(...row);
		if (!(highest > 0)) return `${queries[i]} attends to nothing.`;
		const favourites = keys.filter((_, j) => row[j] === highest);
		if (favourites.length === keys.length && keys.length > 1)
			return `${queries[i]} attends to every key evenly (${formatNumber(highest)}).`;
		return `${queries[i]} attends most to ${favourites.join(" and ")} (${formatNumber(highest)}).`;
	});
	if (weights.length > 12) sentences.push("The data table has the other rows.");
	return sentences.join(" ");
}
