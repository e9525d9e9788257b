import type { AttentionForward, AttentionGradients, Matrix } from "attention-lab";

/**
 * Back through attention, every number in a loop: ∂weight(i, a)/∂score(i, b) is written out, and
 * everything that a number of q, k or v has a part in is added to its gradient.
 */
export function attentionBackwardLoops(
	{ q, k, v, weights }: AttentionForward,
	dOutput: Matrix,
): AttentionGradients {
	const zeros = (like: Matrix) => like.map((row) => row.map(() => 0));
	const [dq, dk, dv] = [zeros(q), zeros(k), zeros(v)];
	const dim = q[0]!.length;
	for (let i = 0; i < q.length; i++) {
		for (let a = 0; a < k.length; a++) {
			let dWeight = 0;
			for (let c = 0; c < v[a]!.length; c++) {
				dv[a]![c]! += weights[i]![a]! * dOutput[i]![c]!;
				dWeight += dOutput[i]![c]! * v[a]![c]!;
			}
			for (let b = 0; b < k.length; b++) {
				const slope = weights[i]![a]! * ((a === b ? 1 : 0) - weights[i]![b]!);
				for (let t = 0; t < dim; t++) {
					dq[i]![t]! += (dWeight * slope * k[b]![t]!) / Math.sqrt(dim);
					dk[b]![t]! += (dWeight * slope * q[i]![t]!) / Math.sqrt(dim);
				}
			}
		}
	}
	return { dq, dk, dv };
}
