import * as plain from "attention-lab";
import { createRandom, type Matrix } from "attention-lab";
import * as tensors from "attention-lab/tensor";
import { ShapeError, Tensor } from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attentionInputs, maskOf, matrixOf, size, vectorOf } from "../attention/arbitraries";
import { expectNear } from "./kernels/expect-near";

const tolerance = 1e-5;

/** Numbers that float32 knows exactly. */
const number = fc.integer({ min: -64, max: 64 }).map((x) => x / 16);

describe("on matrices an operation gives what the plain library gives:", () => {
	const two = fc.tuple(size, size, size);

	it("matmul", () => {
		const inputs = two.chain(([n, m, p]) =>
			fc.tuple(matrixOf(n, m, number), matrixOf(m, p, number)),
		);
		fc.assert(
			fc.property(inputs, ([a, b]) => {
				expectRows(tensors.matmul(rows(a), rows(b)), plain.matmul(a, b));
				const turned = rows(plain.transpose(b));
				expectRows(tensors.matmul(rows(a), turned, { transposeB: true }), plain.matmul(a, b));
			}),
		);
	});

	it("linear", () => {
		const inputs = two.chain(([n, m, p]) =>
			fc.tuple(matrixOf(n, m, number), matrixOf(m, p, number), vectorOf(p, number)),
		);
		fc.assert(
			fc.property(inputs, ([x, w, b]) => {
				const bias = new Tensor(Float32Array.from(b), [b.length]);
				expectRows(tensors.linear(rows(x), rows(w), bias), plain.linear(x, w, b));
				expectRows(tensors.linear(rows(x), rows(w)), plain.linear(x, w));
			}),
		);
	});

	it("transpose, and reshape keeps the order", () => {
		fc.assert(
			fc.property(
				two.chain(([n, m]) => matrixOf(n, m, number)),
				(a) => {
					expectRows(tensors.transpose(rows(a)), plain.transpose(a));
					expect([...tensors.reshape(rows(a), [a.flat().length]).data]).toEqual(a.flat());
				},
			),
		);
	});

	it("softmax, with a mask and without, and logSoftmax", () => {
		const inputs = two.chain(([n, m]) => fc.tuple(matrixOf(n, m, number), maskOf(n, m)));
		fc.assert(
			fc.property(inputs, ([x, mask]) => {
				expectRows(tensors.softmax(rows(x)), plain.softmaxRows(x));
				expectRows(tensors.softmax(rows(x), mask), plain.maskedSoftmaxRows(x, mask));
				const logs = plain.softmaxRows(x).map((row) => row.map(Math.log));
				expectRows(tensors.logSoftmax(rows(x)), logs);
			}),
		);
	});

	it("attention, and attentionWeights, with a mask, causal and without", () => {
		fc.assert(
			fc.property(attentionInputs, ({ q, k, v, mask }) => {
				const [queries, keys, values] = [rows(q), rows(k), rows(v)];
				const causal = q.map((_, i) => k.map((_, j) => j <= i));
				for (const [options, given] of [
					[{}, undefined],
					[{ mask }, mask],
					[{ causal: true }, causal],
					[{ causal: true, mask }, plain.combineMasks(causal, mask)],
				] as const) {
					const expected = plain.attention(q, k, v, given);
					// scores of hundreds are known to 1e-5 in float32
					expectRows(tensors.attention(queries, keys, values, options), expected.output, 1e-3);
					const [weights] = tensors.attentionWeights(queries, keys, options);
					expect(weights).toHaveLength(1);
					expectRows(rows(weights![0]!), expected.weights, 1e-4);
				}
			}),
		);
	});

	it("attention in heads, of each sequence by itself", () => {
		const random = createRandom(8);
		const [batch, n, m, heads, d] = [2, 3, 4, 2, 5];
		const draw = (length: number) => Tensor.randomNormal([batch, length, heads * d], random);
		const [q, k, v] = [draw(n), draw(m), draw(m)];
		const out = tensors.attention(q, k, v, { heads });
		const weights = tensors.attentionWeights(q, k, { heads });
		expect(out.shape).toEqual([batch, n, heads * d]);
		for (let b = 0; b < batch; b++) {
			const one = (x: Tensor) =>
				plain.splitHeads(
					tensors.reshape(tensors.slice(x, 0, b, b + 1), [x.shape[1]!, heads * d]).toRows(),
					heads,
				);
			const expected = one(q).map((queries, h) => plain.attention(queries, one(k)[h]!, one(v)[h]!));
			for (let h = 0; h < heads; h++) {
				expectRows(rows(one(out)[h]!), expected[h]!.output);
				expectRows(rows(weights[b]![h]!), expected[h]!.weights);
			}
		}
	});
});

it("attention in one step is attention put together of the small operations, forward and back", () => {
	const random = createRandom(12);
	const [n, m, heads, d] = [5, 7, 3, 4];
	const mask = Array.from({ length: n }, (_, i) =>
		Array.from({ length: m }, () => i !== 2 && random.uniform() < 0.7),
	);
	const parameter = (length: number) =>
		Tensor.randomNormal([length, heads * d], random, 1, { requiresGradient: true });
	const [q, k, v] = [parameter(n), parameter(m), parameter(m)];
	const inHeads = (h: number) => {
		const [queries, keys, values] = [q, k, v].map((x) => tensors.slice(x, 1, h * d, (h + 1) * d));
		const scores = tensors.matmul(queries!, keys!, { transposeB: true });
		const weights = tensors.softmax(tensors.divide(scores, Math.sqrt(d)), mask);
		return tensors.matmul(weights, values!);
	};
	const r = Tensor.randomNormal([n, heads * d], random);
	const results = [
		tensors.attention(q, k, v, { heads, mask }),
		tensors.concatenate([0, 1, 2].map(inHeads), 1),
	].map((out) => {
		for (const x of [q, k, v]) x.zeroGradient();
		tensors.sum(tensors.multiply(out, r)).backward();
		return [out.data, ...[q, k, v].map(({ gradient }) => gradient!.slice())];
	});
	for (const [i, name] of ["out", "dQ", "dK", "dV"].entries())
		expectNear(results[0]![i]!, results[1]![i]!, tolerance, name);
});

describe("at the edges", () => {
	it("softmax gives zeros to a row with nothing to attend to, and shows NaN", () => {
		const x = rows([
			[1, 2],
			[Number.NaN, 0],
		]);
		const p = tensors.softmax(x, [
			[false, false],
			[true, true],
		]);
		expect([...p.data]).toEqual([0, 0, Number.NaN, Number.NaN]);
		const masked = tensors.softmax(rows([[Number.NaN, 5]]), [[false, true]]);
		expect([...masked.data]).toEqual([0, 1]);
	});

	it("relu, exp, tanh and gelu do not hide NaN", () => {
		const x = rows([[Number.NaN, -1]]);
		for (const apply of [tensors.relu, tensors.exp, tensors.tanh, tensors.gelu])
			expect([...apply(x).data].map(Number.isNaN)).toEqual([true, false]);
	});

	it("logSoftmax has numbers where softmax has none left", () => {
		const y = tensors.logSoftmax(rows([[0, -1000, 500]]));
		expectNear(y.data, [-500, -1500, 0], tolerance);
	});

	it("crossEntropy is log(classes) for a model that knows nothing, and 0 for one that is sure", () => {
		expectNear(tensors.crossEntropy(Tensor.zeros([3, 65]), [0, 5, 64]).data, [Math.log(65)], 1e-6);
		expectNear(tensors.crossEntropy(rows([[0, 200, 0]]), [1]).data, [0], 1e-6);
		expectNear(tensors.crossEntropy(rows([[0, 200, 0]]), [2]).data, [200], 1e-6);
	});

	it("crossEntropy of ignored rows: no part in the loss, no gradient", () => {
		const logits = Tensor.fromRows(
			[
				[1, 2],
				[Number.NaN, 7],
				[3, 5],
			],
			{ requiresGradient: true },
		);
		logits.data[2] = 6;
		const loss = tensors.crossEntropy(logits, Int32Array.of(0, -1, 1), { ignore: -1 });
		const alone = tensors.crossEntropy(
			rows([
				[1, 2],
				[3, 5],
			]),
			[0, 1],
		);
		expect(loss.item()).toBe(alone.item());
		loss.backward();
		expect([...logits.gradient!.subarray(2, 4)]).toEqual([0, 0]);
	});

	it("dropout zeroes a share p, keeps the expected sum, and is the same for the same seed", () => {
		const x = Tensor.ones([200, 50]);
		const y = tensors.dropout(x, 0.25, createRandom(1));
		const zeros = y.data.filter((value) => value === 0).length / y.size;
		expect(zeros).toBeGreaterThan(0.23);
		expect(zeros).toBeLessThan(0.27);
		expect(new Set(y.data)).toEqual(new Set([0, Math.fround(4 / 3)]));
		expect(tensors.dropout(x, 0.25, createRandom(1)).data).toEqual(y.data);
		expect(tensors.dropout(x, 0, createRandom(1)).data).toEqual(x.data);
		expect(tensors.dropout(x, 1, createRandom(1)).data).toEqual(Tensor.zeros([200, 50]).data);
	});

	it("sum does not lose small numbers among a million", () => {
		expect(
			tensors.sum(new Tensor(new Float32Array(1_000_000).fill(0.1), [1_000_000])).item(),
		).toBeCloseTo(100_000, 1);
	});
});

describe("what does not fit is refused with both shapes, the operation, and what to do:", () => {
	const zeros = (...shape: number[]) => Tensor.zeros(shape);
	const ids = Int32Array.of(0, 3);
	const refused: [string, () => unknown, RegExp][] = [
		["add", () => tensors.add(zeros(2, 3), zeros(2)), /^add: a is \[2, 3\] and b is \[2\]: b must/],
		["add", () => tensors.add(zeros(3), zeros(2, 3)), /the larger one comes first: add\(b, a\)/],
		["divide", () => tensors.divide(zeros(3), zeros(2, 3)), /divide.*the larger one comes first$/],
		[
			"matmul",
			() => tensors.matmul(zeros(2, 3), zeros(4, 5)),
			/\[2, 3\] and b is \[4, 5\]: a's last length, 3, must equal b's first, 4/,
		],
		[
			"matmul",
			() => tensors.matmul(zeros(2, 3), zeros(4, 5), { transposeB: true }),
			/\(to be transposed\).*3, must equal b's last, 5/,
		],
		["matmul", () => tensors.matmul(zeros(2, 3), zeros(1, 3, 5)), /b must be a matrix/],
		[
			"linear",
			() => tensors.linear(zeros(2, 3), zeros(4, 5), zeros(5)),
			/^linear: x is \[2, 3\] and w is \[4, 5\]: x's last/,
		],
		[
			"linear",
			() => tensors.linear(zeros(2, 3), zeros(3, 5), zeros(3)),
			/^linear: w is \[3, 5\] and b is \[3\]: b must be \[5\]/,
		],
		["transpose", () => tensors.transpose(zeros(2, 3, 4)), /\[2, 3, 4\] but must have two/],
		[
			"reshape",
			() => tensors.reshape(zeros(2, 3), [4, 2]),
			/\[2, 3\] holds 6 numbers but \[4, 2\] holds 8/,
		],
		["sum", () => tensors.sum(zeros(2, 3), 2), /no axis 2 in \[2, 3\]: take one from 0 to 1/],
		["sum", () => tensors.mean(zeros(), 0), /no axis 0 in \[\]: it is one number/],
		[
			"softmax",
			() => tensors.softmax(zeros(2, 3), [[true]]),
			/a mask here is \[2, 3\], but it has 1 rows of 1/,
		],
		["softmax", () => tensors.softmax(zeros(2, 3), new Uint8Array(5)), /6 bytes, but it has 5/],
		["softmax", () => tensors.softmax(zeros()), /softmax: it works on rows/],
		[
			"layerNorm",
			() => tensors.layerNorm(zeros(2, 3), zeros(2), zeros(3)),
			/x is \[2, 3\] and gamma is \[2\]: gamma must be \[3\]/,
		],
		["embedding", () => tensors.embedding(zeros(3), ids), /the table is \[3\]/],
		["embedding", () => tensors.embedding(zeros(4, 2), ids, [3]), /2 ids but \[3\] has 3 places/],
		[
			"crossEntropy",
			() => tensors.crossEntropy(zeros(3, 4), ids),
			/logits are \[3, 4\], 3 rows, but there are 2 targets/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 4), zeros(3, 5), zeros(3, 4)),
			/q is \[2, 4\], k \[3, 5\], v \[3, 4\]: q and k must have as many columns/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 4), zeros(3, 4), zeros(2, 4)),
			/k and v must have as many rows/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 4), zeros(3, 4), zeros(3, 4), { heads: 3 }),
			/heads is 3/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 4), zeros(1, 3, 4), zeros(3, 4)),
			/all \[batch, n, columns\]/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 2, 4), zeros(1, 3, 4), zeros(1, 3, 4)),
			/as many sequences/,
		],
		[
			"attention",
			() => tensors.attention(zeros(2, 4), zeros(3, 4), zeros(3, 4), { mask: new Uint8Array(4) }),
			/\[2, 3\] or \[1, 2, 3\], 6 or 6 bytes, but it has 4/,
		],
		["slice", () => tensors.slice(zeros(2, 3), 1, 2, 4), /from 2 to 4 along axis 1 of \[2, 3\]/],
		[
			"concatenate",
			() => tensors.concatenate([zeros(2, 3), zeros(3, 2)], 0),
			/tensor 0 is \[2, 3\] and tensor 1 is \[3, 2\]/,
		],
		["concatenate", () => tensors.concatenate([], 0), /the list is empty/],
	];
	it.each(refused)("%s (%#)", (_, compute, message) => {
		expect(compute).toThrow(message);
		expect(compute).toThrow(ShapeError);
	});

	it("ids, targets and probabilities that are out of range", () => {
		expect(() => tensors.embedding(zeros(3, 2), ids)).toThrow(
			/ids\[1\] is 3, but the table \[3, 2\] has rows 0 to 2/,
		);
		expect(() => tensors.embedding(zeros(3, 2), [0.5])).toThrow(RangeError);
		expect(() => tensors.crossEntropy(zeros(2, 3), ids)).toThrow(/targets\[1\] is 3/);
		expect(() => tensors.crossEntropy(zeros(2, 3), [-1, -1], { ignore: -1 })).toThrow(
			/every one is ignored/,
		);
		expect(() => tensors.dropout(zeros(2), 1.5, createRandom(1))).toThrow(/dropout: p is 1.5/);
	});
});

const rows = (matrix: Matrix) => Tensor.fromRows(matrix);

function expectRows(actual: Tensor, expected: Matrix, near = tolerance): void {
	expect(actual.shape).toEqual([expected.length, expected[0]!.length]);
	expectNear(actual.data, expected.flat(), near);
}
