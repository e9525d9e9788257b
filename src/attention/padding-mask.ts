import { checkCount } from "./shapes/check-count";
import { ShapeError } from "./shapes/shape-error";

/**
 * The mask of a sequence that was filled up to a common length: every query may attend to the first
 * `keyLength` keys, and to none of the padding after them. The result is [nQueries, nKeys].
 *
 * @example paddingMask(2, 1, 3) // [[true, false, false], [true, false, false]]
 * @throws ShapeError when a number of tokens is not a whole number or there are more real keys than keys
 */
export function paddingMask(nQueries: number, keyLength: number, nKeys: number): boolean[][] {
	checkCount("nQueries", nQueries, 1);
	checkCount("keyLength", keyLength, 0);
	checkCount("nKeys", nKeys, 1);
	if (keyLength > nKeys)
		throw new ShapeError(`keyLength is ${keyLength} but there are only ${nKeys} keys`);
	return Array.from({ length: nQueries }, () =>
		Array.from({ length: nKeys }, (_, j) => j < keyLength),
	);
}
