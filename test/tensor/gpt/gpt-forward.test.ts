import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "attention-lab";
import {
	createGpt,
	crossEntropy,
	gptForward,
	namedParameters,
	parameterCount,
} from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../../src/project-root";
import { letters, randomIds, tinyGpt } from "./tiny-gpt";

const config = { vocabulary: letters, context: 8, dim: 12, heads: 3, layers: 2 };

describe("createGpt(config, random)", () => {
	const wide = { ...config, dim: 96, layers: 8 };
	const model = createGpt(wide, createRandom(1));
	const deviation = (name: string) => {
		const { tensor } = namedParameters(model).find((parameter) => parameter.name === name)!;
		return Math.sqrt(tensor.data.reduce((sum, x) => sum + x * x, 0) / tensor.size);
	};

	it("draws as GPT-2 does, and less where a matrix ends in the residual stream", () => {
		const usual = 0.02 * Math.sqrt(768 / 96);
		for (const name of ["blocks.3.attention.wq", "blocks.7.feedForward.w1", "positionEmbedding"])
			expect(deviation(name) / usual).toBeCloseTo(1, 1);
		for (const name of ["blocks.3.attention.wo", "blocks.0.feedForward.w2"])
			expect(deviation(name) / usual).toBeCloseTo(1 / 4, 2);
		expect(deviation("blocks.0.attention.bq")).toBe(0);
		expect(deviation("finalNorm.gamma")).toBe(1);
	});

	it("has as many numbers as parameterCount says", () => {
		for (const sizes of [config, wide, { ...config, context: 1, dim: 1, heads: 1, layers: 1 }]) {
			const parameters = namedParameters(createGpt(sizes, createRandom(1)));
			const numbers = parameters.reduce((sum, { tensor }) => sum + tensor.size, 0);
			expect(numbers).toBe(parameterCount(sizes));
		}
	});

	it("knows nothing: its loss is about that of a guess", () => {
		const ids = randomIds(400);
		const loss = crossEntropy(gptForward(model, ids, { batch: 50 }), randomIds(400, 2)).item();
		expect(Math.abs(loss - Math.log(letters.size))).toBeLessThan(0.4);
	});

	it("is the same for the same seed", () => {
		expect(createGpt(config, createRandom(5))).toEqual(createGpt(config, createRandom(5)));
		expect(createGpt(config, createRandom(5))).not.toEqual(createGpt(config, createRandom(6)));
	});

	it.each([
		[{ heads: 5 }, "dim is 12, which 5 heads cannot share equally"],
		[{ layers: 0 }, "layers is 0: it must be a whole number of at least 1"],
		[{ context: 2.5 }, "context is 2.5"],
		[{ dim: Number.NaN }, "dim is NaN"],
		[{ vocabulary: { characters: ["a"], size: 2 } }, "vocabulary has 1 characters but the size 2"],
	])("refuses %o", (change, message) => {
		expect(() => createGpt({ ...config, ...change }, createRandom(1))).toThrow(message);
	});
});

describe("gptForward(model, ids, { batch })", () => {
	const model = tinyGpt();

	it("gives logits [batch, n, vocabulary.size], each sequence as if it were alone", () => {
		const ids = randomIds(18);
		const together = gptForward(model, ids, { batch: 3 });
		expect(together.shape).toEqual([3, 6, 7]);
		for (let i = 0; i < 3; i++) {
			const alone = gptForward(model, ids.subarray(6 * i, 6 * i + 6));
			alone.data.forEach((logit, j) => {
				expect(together.data[42 * i + j]).toBeCloseTo(logit, 5);
			});
		}
	});

	it("never looks ahead: what comes later changes nothing before it", () => {
		const ids = randomIds(8);
		const before = gptForward(model, ids);
		for (let place = 1; place < 8; place++) {
			const changed = ids.slice();
			changed[place] = (ids[place]! + 1) % letters.size;
			const after = gptForward(model, changed);
			expect(after.data.subarray(0, 7 * place)).toEqual(before.data.subarray(0, 7 * place));
			expect(after.data.subarray(7 * place)).not.toEqual(before.data.subarray(7 * place));
		}
	});

	it("knows where a character stands", () => {
		const logits = gptForward(model, [3, 3, 3]).data;
		expect(Math.abs(logits[0]! - logits[7]!)).toBeGreaterThan(1e-3);
	});

	it.each([
		[randomIds(9), 1, "the sequences have 9 characters, but the model's context is 8"],
		[randomIds(5), 2, "5 ids are not a batch of 2 sequences"],
		[randomIds(4), 0, "batch is 0"],
		[[0, 7], 1, "ids[1] is 7: the vocabulary has 7 characters"],
	])("refuses %j in a batch of %d", (ids, batch, message) => {
		expect(() => gptForward(model, ids, { batch })).toThrow(message);
	});
});

/** test/oracles/make-torch-gpt-fixture.py made the file: weights in float32, results in float64. */
describe("the same GPT in PyTorch", () => {
	const numbers = z.array(z.number());
	const fixture = z
		.object({
			config: z.object({
				vocabularySize: z.literal(letters.size),
				context: z.number(),
				dim: z.number(),
				heads: z.number(),
				layers: z.number(),
			}),
			batch: z.number(),
			ids: numbers,
			targets: numbers,
			logits: numbers,
			loss: z.number(),
			parameters: z.record(
				z.string(),
				z.object({ shape: numbers, data: numbers, gradient: numbers }),
			),
		})
		.parse(
			JSON.parse(readFileSync(join(projectRoot, "test", "oracles", "torch", "gpt.json"), "utf8")),
		);
	const model = createGpt({ ...fixture.config, vocabulary: letters }, createRandom(1));
	const parameters = namedParameters(model);
	for (const { name, tensor } of parameters) tensor.data.set(fixture.parameters[name]!.data);
	const logits = gptForward(model, fixture.ids, { batch: fixture.batch });
	const loss = crossEntropy(logits, fixture.targets);
	loss.backward();

	it("has parameters of the same names and shapes", () => {
		const shapes = Object.entries(fixture.parameters).map(([name, { shape }]) => [name, shape]);
		expect(parameters.map(({ name, tensor }) => [name, tensor.shape])).toEqual(shapes);
	});

	it("gives the same logits and the same loss", () => {
		expectNear(logits.data, fixture.logits);
		expect(Math.abs(loss.item() - fixture.loss)).toBeLessThan(1e-5);
	});

	it.each(parameters.map(({ name, tensor }) => [name, tensor] as const))(
		"gives the same gradient of %s",
		(name, tensor) => {
			const { gradient } = fixture.parameters[name]!;
			// a bias of keys adds the same to all scores of a query, which softmax does not notice
			const largest = Math.max(...gradient.map(Math.abs));
			if (name.endsWith(".bk")) expect(largest).toBeLessThan(1e-15);
			else expect(largest).toBeGreaterThan(1e-4);
			expectNear(tensor.gradient!, gradient);
		},
	);

	function expectNear(actual: Float32Array, expected: readonly number[]): void {
		expect(actual).toHaveLength(expected.length);
		const worst = expected.reduce((far, x, i) => Math.max(far, Math.abs(x - actual[i]!)), 0);
		expect(worst).toBeLessThan(1e-5);
	}
});
