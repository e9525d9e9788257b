import { agree, numbers, rows } from "./shapes/agree";
import { checkEven } from "./shapes/check-even";
import { checkMatrix } from "./shapes/check-matrix";
import { checkVector } from "./shapes/check-vector";
import type { Matrix, Vector } from "./types";

/**
 * Rotary position embedding: turns each pair of neighbouring columns (2i, 2i + 1) of each row by the angle
 * position · base^(−2i/d), from the first column towards the second. `x` [n, d] (d even) and one position
 * a row [n] give [n, d]. Applied to queries and keys before their dot product, which then depends on the
 * difference of their positions alone.
 *
 * LLaMA's code pairs column i with i + d/2 instead. That is the same rotation after a permutation of the
 * columns, which makes no difference to a model that has learned its projections with it.
 *
 * @example applyRope([[1, 2]], [Math.PI / 2]) // [[−2, 1]], up to rounding
 * @throws ShapeError when d is odd, or there is not one position a row
 * Source: Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position Embedding", section 3.2.2,
 * equations 14 and 15, in the form of section 3.4.2, equation 34.
 */
export function applyRope(x: Matrix, positions: Vector, base = 10_000): number[][] {
	checkMatrix("x", x);
	checkVector("positions", positions);
	agree(rows("x", x), numbers("positions", positions));
	const d = x[0]!.length;
	checkEven("the number of columns of x", d);
	return x.map((row, i) => {
		const rotated: number[] = [];
		for (let c = 0; c < d; c += 2) {
			const angle = positions[i]! * base ** (-c / d);
			const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
			rotated.push(row[c]! * cos - row[c + 1]! * sin, row[c]! * sin + row[c + 1]! * cos);
		}
		return rotated;
	});
}
