import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text: "A score is a dot product: one query with one key. `scoreRow` does that once for every key, and `scoreMatrix` does what `scoreRow` does once for every query. Nothing else happens: no dividing, no exp.",
	},
	{
		text:
			"`scoreRow` takes d numbers and n rows of d numbers, and returns n numbers: one for each key.\n\n" +
			"`scoreMatrix` takes n_q rows and n_k rows, all of d numbers, and returns n_q rows of n_k numbers. The d is gone, because the dot products summed over it.",
	},
	{
		text:
			"```\n" +
			"scoreRow(query, keys):\n" +
			"    for each key: dot(query, key)\n" +
			"\n" +
			"scoreMatrix(queries, keys):\n" +
			"    for each query: scoreRow(query, keys)\n" +
			"```\n\n" +
			"Or as a matrix product, all at once: queries times transpose(keys).",
	},
	{
		text:
			"```\n" +
			'import { dot, type Matrix, type Vector } from "attention-lab";\n' +
			"\n" +
			"export function scoreRow(query: Vector, keys: Matrix): number[] {\n" +
			"	return keys.map((key) => …);\n" +
			"}\n" +
			"\n" +
			"export function scoreMatrix(queries: Matrix, keys: Matrix): number[][] {\n" +
			"	return queries.map((query) => …);\n" +
			"}\n" +
			"```",
	},
];
