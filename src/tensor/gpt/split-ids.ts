/** What a model learns from, and what it has never seen and is examined on. */
export interface SplitIds {
	readonly train: Int32Array;
	readonly validation: Int32Array;
}

/**
 * Cuts a text in two: its beginning to learn from, its end to examine on. Both are views of `ids`.
 *
 * @param validationShare the share of the end, above 0 and below 1
 * @throws RangeError when the share is no such number, or one part would have fewer than two characters
 */
export function splitIds(ids: Int32Array, validationShare = 0.1): SplitIds {
	if (!(validationShare > 0 && validationShare < 1))
		throw new RangeError(`validationShare is ${validationShare}: it must lie between 0 and 1`);
	const cut = Math.round(ids.length * (1 - validationShare));
	if (cut < 2 || ids.length - cut < 2)
		throw new RangeError(
			`${ids.length} characters are too few to split: each part needs two. Choose a longer text`,
		);
	return { train: ids.subarray(0, cut), validation: ids.subarray(cut) };
}
