import type { Exercise } from "../../lesson";

export const hints: Exercise["hints"] = [
	{
		text:
			"A weighted sum is a recipe: so much of this value, so much of that one. Begin with a mixture of nothing, all zeros, and go through the values: each adds its own entries, multiplied by its weight.\n\n" +
			"There is another way to see the same numbers. Entry j of the mixture is a dot product: the weights with column j of the values.",
	},
	{
		text:
			"`weightedSum` takes n weights and n rows of d numbers, and returns d numbers, as long as a single value. The n is gone, because it was summed over.\n\n" +
			"`mixValues` takes n_q rows of n_k weights and n_k rows of d_v numbers, and returns n_q rows of d_v numbers: [n_q, n_k] times [n_k, d_v].",
	},
	{
		text:
			"```\n" +
			"weightedSum(weights, values):\n" +
			"    mixture ← d zeros\n" +
			"    for each value i:\n" +
			"        for each entry j of it: add weights[i] · values[i][j] to mixture[j]\n" +
			"    return mixture\n" +
			"\n" +
			"mixValues(weightRows, values):\n" +
			"    for each row of weights: weightedSum(row, values)\n" +
			"```",
	},
	{
		text:
			"```\n" +
			"export function weightedSum(weights: Vector, values: Matrix): number[] {\n" +
			"	const mixture = values[0]!.map(() => 0);\n" +
			"	values.forEach((value, i) => {\n" +
			"		value.forEach((x, j) => {\n" +
			"			mixture[j]! += …;\n" +
			"		});\n" +
			"	});\n" +
			"	return mixture;\n" +
			"}\n" +
			"\n" +
			"export function mixValues(weightRows: Matrix, values: Matrix): number[][] {\n" +
			"	return weightRows.map((weights) => …);\n" +
			"}\n" +
			"```",
	},
];
