import { kernels } from "../kernels/choose-kernels";
import type { Job } from "./job";

/** Attention for the queries of one job, written into their rows of `out`. */
export function attendSlice({ q, k, v, mask, out, shape, from, to }: Job): void {
	const { keys, dim, valueDim } = shape;
	const queries = to - from;
	const inputs = {
		q: q.subarray(from * dim, to * dim),
		k,
		v,
		mask: mask?.subarray(from * keys, to * keys),
	};
	kernels.attention(
		inputs,
		{
			out: out.subarray(from * valueDim, to * valueDim),
			logSumExp: new Float32Array(queries),
		},
		{ ...shape, queries, position: from },
	);
}
