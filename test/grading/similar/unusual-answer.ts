/** An answer to 05 that nobody else would write. */
export const unusual = `import type { Attention, Mask, Matrix } from "attention-lab";

// My own way: one pass over the keys with a running maximum.
export function attention(q: Matrix, k: Matrix, v: Matrix, mask?: Mask): Attention {
	const scores = scaledScores(q, k);
	const weights: number[][] = [];
	const output = scores.map((row, i) => {
		let top = -Infinity;
		let norm = 0;
		let mixed = v[0]!.map(() => 0);
		for (const [j, score] of row.entries()) {
			if (mask !== undefined && !mask[i]![j]) continue;
			if (score > top) {
				const shrink = Math.exp(top - score);
				norm = norm * shrink + 1;
				mixed = mixed.map((x, d) => x * shrink + v[j]![d]!);
				top = score;
			} else {
				const share = Math.exp(score - top);
				norm += share;
				mixed = mixed.map((x, d) => x + share * v[j]![d]!);
			}
		}
		weights.push(row.map((score, j) => (norm > 0 && mask?.[i]?.[j] !== false ? Math.exp(score - top) / norm : 0)));
		return norm > 0 ? mixed.map((x) => x / norm) : mixed;
	});
	return { output, weights };
}

export function scaledScores(q: Matrix, k: Matrix): number[][] {
	const root = Math.sqrt(q[0]!.length);
	return q.map((query) => k.map((key) => query.reduce((sum, x, d) => sum + (x * key[d]!) / root, 0)));
}
`;

/** The same, after somebody took pains: other names, other order, other layout, no comment. */
export const disguised = (text: string) => {
	const [head = "", ...parts] = text.replace(/\/\/.*\n/g, "").split(/\n(?=export function )/);
	return [head, ...parts.reverse()]
		.join("\n")
		.replace(/\b(scores|row|top|norm|mixed|shrink|share|root|query|key|sum|score)\b/g, "my_$1")
		.replace(/\t/g, "    ")
		.replace(/ \{\n/g, "\n{\n")
		.replace(/const (my_\w+) =/g, "let $1 =");
};
