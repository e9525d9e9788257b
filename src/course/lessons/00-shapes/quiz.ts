import type { Question } from "../../lesson";

export const quiz: readonly Question[] = [
	{
		text: "a has the shape [2, 3] and b has the shape [3, 5]. What is the shape of a·b?",
		choices: [
			{
				text: "[3, 3]",
				because:
					"3 is the number both shapes share, and it is the one that disappears: every entry of the product is a sum over those 3 positions.",
			},
			{
				text: "[2, 5]",
				right: true,
				because:
					"As many rows as a, as many columns as b. The inner numbers, 3 and 3, have to be equal, and the dot products sum over them.",
			},
			{
				text: "[5, 2]",
				because:
					"That is the shape of its transpose. Rows come first, and the rows of the product belong to the rows of a.",
			},
			{
				text: "There is no product, because the shapes differ.",
				because:
					"Shapes have to be equal for adding. For multiplying it is enough that a row of a is as long as a column of b: 3 and 3.",
			},
		],
	},
	{
		text: "const grid = Array(3).fill([0, 0]); grid[1][0] = 7; What is grid now?",
		choices: [
			{
				text: "[[0, 0], [7, 0], [0, 0]]",
				because:
					"So it would be with three rows. But `fill` puts the one array it was given into all three places, so there is only one row to write into.",
			},
			{
				text: "[[7, 0], [7, 0], [7, 0]]",
				right: true,
				because:
					"`[0, 0]` was created once, and all three places of grid refer to it. Array.from({ length: 3 }, () => [0, 0]) creates a new row each time.",
			},
			{
				text: "[[0, 0], [7, 7], [0, 0]]",
				because:
					"One entry was written, so no row can get two sevens. What is shared here is the row, not the number.",
			},
		],
	},
	{
		text: "What is the dot product of [1, 2, 3] and [3, 0, −1]?",
		choices: [
			{
				text: "[3, 0, −3]",
				because:
					"These are the three products. The dot product also adds them up, and is a single number.",
			},
			{
				text: "12",
				because:
					"(1 + 2 + 3) · (3 + 0 − 1) = 12 multiplies the sums. The products come first: entry by entry, then the sum.",
			},
			{
				text: "0",
				right: true,
				because:
					"1·3 + 2·0 + 3·(−1) = 3 + 0 − 3 = 0. A dot product can be 0 without any of the vectors being 0: these two stand at a right angle to each other.",
			},
			{
				text: "6",
				because:
					"That is what comes out when the sign of the last product is lost: 3 + 0 + 3. The last product is 3·(−1) = −3.",
			},
		],
	},
	{
		text: "Which of these is the same as transpose(matmul(a, b)), whenever a·b exists?",
		choices: [
			{
				text: "matmul(transpose(a), transpose(b))",
				because:
					"Check the shapes: a [2, 3] and b [3, 5] would make [3, 2] times [5, 3], and 2 is not 5. The order has to change, too.",
			},
			{
				text: "matmul(transpose(b), transpose(a))",
				right: true,
				because:
					"[5, 3] times [3, 2] gives [5, 2], as it should. Entry [j][i] is column j of b times row i of a: the same dot product as entry [i][j] of a·b.",
			},
			{
				text: "matmul(b, a)",
				because:
					"Check the shapes: b [3, 5] times a [2, 3] does not fit. Changing the order alone gives another product or none.",
			},
		],
	},
];
