import { createRandom, type Random } from "attention-lab";
import * as tensors from "attention-lab/tensor";
import { Tensor } from "attention-lab/tensor";

/** One way to use an operation, whose gradient is to be checked. */
export interface GradientCase {
	readonly operation: string;
	/** What is special about this use. */
	readonly as: string;
	/** What the gradient is taken by. */
	readonly inputs: readonly Tensor[];
	compute(...inputs: readonly Tensor[]): Tensor;
}

type Compute = (...inputs: readonly Tensor[]) => Tensor;

/** Operations that have no gradient, on purpose. */
export const withoutGradients = ["attentionWeights"];

/** Every operation in every way that has code of its own, on random numbers of random sizes. */
export function gradientCases(random: Random): GradientCase[] {
	const cases: GradientCase[] = [];
	const check = (operation: string, as: string, inputs: readonly Tensor[], compute: Compute) =>
		cases.push({ operation, as, inputs, compute });

	const size = () => random.integer(1, 6);
	const [b, n, m, d] = [size(), size(), size(), size()];
	const normal = (...shape: readonly number[]) => Tensor.randomNormal(shape, random);
	/** At least `least` away from 0, either side, or above it. */
	const awayFromZero = (least: number, positive: boolean, ...shape: readonly number[]) => {
		const x = normal(...shape);
		for (const [i, value] of x.data.entries())
			x.data[i] = (value < 0 && !positive ? -1 : 1) * (least + Math.abs(value));
		return x;
	};

	const right = (...shape: readonly number[]) => awayFromZero(0.5, false, ...shape);
	const { add, subtract, multiply, divide } = tensors;
	for (const [name, apply] of Object.entries({ add, subtract, multiply, divide })) {
		check(name, "same shape", [normal(n, d), right(n, d)], (x, y) => apply(x!, y!));
		check(name, "a row for every row", [normal(n, d), right(d)], (x, y) => apply(x!, y!));
		check(name, "a matrix for all", [normal(b, n, d), right(n, d)], (x, y) => apply(x!, y!));
		check(name, "one tensor for all", [normal(n, d), right()], (x, y) => apply(x!, y!));
		check(name, "a number", [normal(n, d)], (x) => apply(x!, -1.5));
		check(name, "the same twice", [right(n, d)], (x) => apply(x!, x!));
	}

	const { matmul, linear, transpose, reshape } = tensors;
	check("matmul", "matrices", [normal(n, m), normal(m, d)], (x, y) => matmul(x!, y!));
	check("matmul", "sequences", [normal(b, n, m), normal(m, d)], (x, y) => matmul(x!, y!));
	check("matmul", "a vector", [normal(m), normal(m, d)], (x, y) => matmul(x!, y!));
	check("matmul", "b transposed", [normal(b, n, m), normal(d, m)], (x, y) =>
		matmul(x!, y!, { transposeB: true }),
	);
	check("matmul", "the same twice", [normal(n, n)], (x) => matmul(x!, x!));
	check("matmul", "the same twice, transposed", [normal(n, m)], (x) =>
		matmul(x!, x!, { transposeB: true }),
	);
	check("linear", "with a bias", [normal(b, n, m), normal(m, d), normal(d)], (x, w, bias) =>
		linear(x!, w!, bias!),
	);
	check("linear", "without", [normal(n, m), normal(m, d)], (x, w) => linear(x!, w!));
	check("transpose", "a matrix", [normal(n, m)], (x) => transpose(x!));
	check("reshape", "flat", [normal(b, n, m)], (x) => reshape(x!, [b * n * m]));

	const { sum, mean } = tensors;
	for (const [name, apply] of Object.entries({ sum, mean })) {
		check(name, "of all", [normal(b, n, d)], (x) => apply(x!));
		for (const axis of [0, 1, 2])
			check(name, `along axis ${axis}`, [normal(b, n, d)], (x) => apply(x!, axis));
	}

	const { exp, tanh, gelu, softmax, logSoftmax } = tensors;
	for (const [name, apply] of Object.entries({ exp, tanh, gelu, softmax, logSoftmax }))
		check(name, "of rows", [normal(b, n, d)], (x) => apply(x!));
	check("log", "of rows", [awayFromZero(0.5, true, n, d)], (x) => tensors.log(x!));
	check("relu", "away from the corner", [awayFromZero(0.1, false, n, d)], (x) => tensors.relu(x!));
	const mask = drawMask(random, n, d);
	check("softmax", "with a mask", [normal(n, d)], (x) => softmax(x!, mask));

	const { layerNorm } = tensors;
	const spreadOut = () => add(tensors.tanh(normal(b, n, d)), rampOf(d)); // never rows of equal numbers
	check("layerNorm", "of rows", [spreadOut(), normal(d), normal(d)], (x, gamma, beta) =>
		layerNorm(x!, gamma!, beta!),
	);
	check("layerNorm", "epsilon 0.5", [normal(n, d), normal(d), normal(d)], (x, gamma, beta) =>
		layerNorm(x!, gamma!, beta!, 0.5),
	);

	const ids = Int32Array.from({ length: 2 * n }, () => random.integer(0, m));
	check("embedding", "ids more than once", [normal(m, d)], (x) => tensors.embedding(x!, ids));
	check("embedding", "in sequences", [normal(m, d)], (x) => tensors.embedding(x!, ids, [2, n]));

	const targets = Int32Array.from({ length: b * n }, () => random.integer(0, d));
	check("crossEntropy", "every row", [normal(b, n, d)], (x) => tensors.crossEntropy(x!, targets));
	const some = targets.map((target, i) => (i > 0 && random.uniform() < 0.5 ? -100 : target));
	check("crossEntropy", "some ignored", [normal(b, n, d)], (x) =>
		tensors.crossEntropy(x!, some, { ignore: -100 }),
	);

	const { attention } = tensors;
	const heads = random.integer(1, 4);
	const qkv = (...first: readonly number[]) => [
		normal(...first, n, heads * d),
		normal(...first, m, heads * d),
		normal(...first, m, heads * b),
	];
	check("attention", "one sequence", qkv(), (q, k, v) => attention(q!, k!, v!, { heads }));
	check("attention", "causal, in sequences", qkv(b), (q, k, v) =>
		attention(q!, k!, v!, { heads, causal: true, scale: 0.5 }),
	);
	const pairs = drawMask(random, n, m);
	check("attention", "a mask for all", qkv(b), (q, k, v) =>
		attention(q!, k!, v!, { heads, mask: pairs }),
	);
	const bytes = Uint8Array.from({ length: b * n * m }, () => random.integer(0, 2));
	check("attention", "a mask a sequence", qkv(b), (q, k, v) =>
		attention(q!, k!, v!, { heads, mask: bytes }),
	);
	check("attention", "of one tensor with itself", [normal(b, n, heads * d)], (x) =>
		attention(x!, x!, x!, { heads }),
	);

	const seed = random.integer(0, 1000);
	check("dropout", "the same places each time", [normal(n, d)], (x) =>
		tensors.dropout(x!, 0.4, createRandom(seed)),
	);

	for (const axis of [0, 1, 2]) {
		const length = [b, n, d][axis]!;
		const start = random.integer(0, length);
		const end = random.integer(start, length) + 1;
		check("slice", `along axis ${axis}`, [normal(b, n, d)], (x) =>
			tensors.slice(x!, axis, start, end),
		);
		const other = [b, n, d].with(axis, m);
		check("concatenate", `along axis ${axis}`, [normal(b, n, d), normal(...other)], (x, y) =>
			tensors.concatenate([x!, y!, x!], axis),
		);
	}
	return cases;
}

const rampOf = (d: number) =>
	new Tensor(
		Float32Array.from({ length: d }, (_, j) => j),
		[d],
	);

function drawMask(random: Random, rows: number, columns: number): boolean[][] {
	return Array.from({ length: rows }, () =>
		Array.from({ length: columns }, () => random.uniform() < 0.6),
	);
}
