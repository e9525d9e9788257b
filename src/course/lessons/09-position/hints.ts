import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"All three functions turn a position into numbers, and in all three the columns or heads differ in one thing: how fast. The first pair of columns goes round once in about six tokens, the last one hardly moves; the first head of ALiBi forgets quickly, the last one slowly.\n\n" +
			"In sinusoids and in rotary embeddings columns come in pairs, and both columns of a pair share one angle. Compute that angle first. The pair number is i = ⌊column / 2⌋, and the exponent is 2i / d.",
	},
	{
		text:
			"`sinusoidalPositions`: n, d → [n, d]. Row p, column c: the pair is ⌊c / 2⌋; even columns hold the sine, odd ones the cosine of the same angle.\n\n" +
			"`applyRope`: x [n, d], positions [n] → [n, d]. For each row d/2 angles; each makes two new numbers out of two old ones.\n\n" +
			"`alibiBias`: n, heads → [heads][n][n]. First the slopes [heads], then for each slope a matrix [n, n] that depends on |i − j| alone.",
	},
	{
		text:
			"```\n" +
			"sinusoidalPositions(n, d):\n" +
			"    for each position p from 0, for each pair i from 0 to d/2 − 1:\n" +
			"        angle ← p / 10000^(2i/d)\n" +
			"        column 2i ← sin(angle), column 2i + 1 ← cos(angle)\n" +
			"\n" +
			"applyRope(x, positions, base):\n" +
			"    for each row r, for each pair i:\n" +
			"        angle ← positions[r] · base^(−2i/d);  (a, b) ← columns 2i and 2i + 1\n" +
			"        column 2i ← a · cos − b · sin, column 2i + 1 ← a · sin + b · cos\n" +
			"\n" +
			"alibiBias(n, heads):\n" +
			"    p ← the largest power of two that is not above heads\n" +
			"    slopes ← those of p heads, then numbers 0, 2, 4, … of those of 2p heads, in all `heads` many\n" +
			"    bias[h][i][j] ← −slopes[h] · |i − j|\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function sinusoidalPositions(n: number, d: number): number[][] {\n" +
			"	return Array.from({ length: n }, (_, p) =>\n" +
			"		Array.from({ length: d }, (_, c) => {\n" +
			"			const angle = p / 10_000 ** (… / d);\n" +
			"			return c % 2 === 0 ? … : …;\n" +
			"		}),\n" +
			"	);\n" +
			"}\n" +
			"\n" +
			"export function applyRope(x: Matrix, positions: Vector, base = 10_000): number[][] {\n" +
			"	return x.map((row, r) => {\n" +
			"		const turned: number[] = [];\n" +
			"		for (let c = 0; c < row.length; c += 2) {\n" +
			"			const angle = positions[r]! * base ** …; // c is 2i\n" +
			"			turned.push(row[c]! * Math.cos(angle) - …, row[c]! * Math.sin(angle) + …);\n" +
			"		}\n" +
			"		return turned;\n" +
			"	});\n" +
			"}\n" +
			"\n" +
			"const slopesOfPower = (heads: number) => Array.from({ length: heads }, (_, h) => 2 ** (… / heads));\n" +
			"const p = 2 ** Math.floor(Math.log2(heads));\n" +
			"const slopes = [...slopesOfPower(p), ...slopesOfPower(2 * p).filter((_, h) => …)].slice(0, heads);\n" +
			"```",
	},
];
