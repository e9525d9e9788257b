import type { Mask } from "../attention";

/**
 * A mask as the kernels want it: [queries, keys] bytes, 1 = may attend. Bytes are passed on as they are.
 *
 * @throws RangeError when it is not [queries, keys]
 */
export function packMask(
	mask: Mask | Uint8Array | undefined,
	{ queries, keys }: { readonly queries: number; readonly keys: number },
): Uint8Array | undefined {
	if (mask === undefined) return undefined;
	const wanted = `it must be [queries, keys] = [${queries}, ${keys}], true = may attend.`;
	if (mask instanceof Uint8Array) {
		if (mask.length !== queries * keys)
			throw new RangeError(`The mask holds ${mask.length} bytes: ${wanted}`);
		return mask;
	}
	if (mask.length !== queries) throw new RangeError(`The mask has ${mask.length} rows: ${wanted}`);
	const bytes = new Uint8Array(queries * keys);
	mask.forEach((row, i) => {
		if (row.length !== keys)
			throw new RangeError(`Row ${i} of the mask has ${row.length} entries: ${wanted}`);
		row.forEach((allowed, j) => {
			bytes[i * keys + j] = allowed ? 1 : 0;
		});
	});
	return bytes;
}
