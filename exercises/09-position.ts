/**
 * Exercise 09 · Position: telling attention where a token stands
 *
 * Replace each line "throw new NotImplemented(…)" with your own code, save, and run
 * check("09-position") in the notebook, or `npx attention-lab check 09-position` in a terminal.
 *
 * From "attention-lab" you may import all types, and dot, transpose and matmul. You need none of them:
 * everything can be written with plain loops, Math.sin, Math.cos and **.
 *
 * In all three functions: positions and columns are counted from 0; no argument is changed and every row
 * of the result is a new array; nothing is rounded. There is at least one token, one column pair and one
 * head. What happens when a number of columns is odd is up to you.
 */
import { type Matrix, NotImplemented, type Vector } from "attention-lab";

/**
 * A vector of waves for each position, as in the transformer paper (section 3.5).
 *
 *     n positions, d columns (d is even)  →  [n, d]
 *
 *     column 2i     of row p:  sin(p / 10000^(2i/d))
 *     column 2i + 1 of row p:  cos(p / 10000^(2i/d))        i = 0, 1, …, d/2 − 1
 *
 * i counts the pairs of columns: columns 0 and 1 are pair 0, columns 2 and 3 are pair 1. Both columns of a
 * pair have the same wavelength. The first row belongs to position 0.
 *
 * Worked case, in which 10000^(2/4) is 100:
 *
 *     sinusoidalPositions(2, 4)  is  [[0,      1,      0,           1          ],
 *                                     [sin(1), cos(1), sin(1/100),  cos(1/100)]]
 */
export function sinusoidalPositions(n: number, d: number): number[][] {
	throw new NotImplemented("sinusoidalPositions", "exercises/09-position.ts");
}

/**
 * Rotary position embedding: turns every pair of neighbouring columns of every row (Su et al. 2021,
 * equation 34).
 *
 *     x [n, d] (d is even), positions [n]  →  [n, d]
 *
 * Row r stands at positions[r], which may be any number, also a negative one or a fraction. Its pair i,
 * that is columns 2i and 2i + 1, is turned by
 *
 *     angle = positions[r] · base^(−2i/d)          i = 0, 1, …, d/2 − 1
 *
 *     new column 2i      =  x[r][2i] · cos(angle) − x[r][2i + 1] · sin(angle)
 *     new column 2i + 1  =  x[r][2i] · sin(angle) + x[r][2i + 1] · cos(angle)
 *
 * Some programs (LLaMA's) pair column i with column i + d/2; here neighbours are paired.
 *
 * Worked case: 100^(−2/4) is 1/10, so the first pair is turned by 5π (half a turn, and twice a whole one)
 * and the second by π/2 (a quarter):
 *
 *     applyRope([[1, 2, 3, 4]], [5 * Math.PI], 100)  is  [[-1, -2, -4, 3]]
 */
export function applyRope(x: Matrix, positions: Vector, base = 10_000): number[][] {
	throw new NotImplemented("applyRope", "exercises/09-position.ts");
}

/**
 * Attention with linear biases: what is added to the scaled scores before the softmax (Press et al. 2022,
 * section 3).
 *
 *     n tokens  →  bias [heads][n][n]
 *
 *     bias[h][i][j] = −slope of head h · |i − j|
 *
 * The distance counts the same in both directions, and nothing is hidden: hiding is what a mask is for.
 *
 * The slopes. Where `heads` is a power of two (1, 2, 4, 8, …), head h, counted from 0, has
 *
 *     slope = 2^(−8 · (h + 1) / heads)             4 heads: 1/4, 1/16, 1/64, 1/256
 *
 * Otherwise let p be the largest power of two below `heads`. The first p heads have the slopes of p heads;
 * the others take, in order, the first, the third, the fifth, … slope of 2p heads:
 *
 *     3 heads: p is 2                              1/16, 1/256  and then  1/4
 *     6 heads: p is 4                              1/4, 1/16, 1/64, 1/256  and then  1/2, 1/8
 *
 * Worked case, two heads of slopes 1/16 and 1/256:
 *
 *     alibiBias(2, 2)  is  [[[0, -1/16],  [-1/16, 0]],
 *                           [[0, -1/256], [-1/256, 0]]]
 */
export function alibiBias(n: number, heads: number): number[][][] {
	throw new NotImplemented("alibiBias", "exercises/09-position.ts");
}
