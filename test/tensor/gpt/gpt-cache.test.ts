import { createCache, type Gpt, gptForward, prefill, stepWithCache } from "attention-lab/tensor";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { kernels } from "../../../src/tensor/kernels/choose-kernels";
import { letters, randomIds, tinyGpt } from "./tiny-gpt";

const models = fc
	.record({
		seed: fc.nat(1000),
		context: fc.integer({ min: 1, max: 20 }),
		heads: fc.integer({ min: 1, max: 3 }),
		headDim: fc.integer({ min: 1, max: 7 }),
		layers: fc.integer({ min: 1, max: 3 }),
	})
	.map(({ headDim, ...sizes }) => tinyGpt({ ...sizes, dim: sizes.heads * headDim }));

function expectSameLogits(actual: readonly Float32Array[], full: Float32Array): void {
	const rows = actual.flatMap((row) => [...row]);
	expect(rows).toHaveLength(full.length);
	const worst = rows.reduce((far, logit, i) => Math.max(far, Math.abs(logit - full[i]!)), 0);
	expect(worst).toBeLessThan(1e-5 * Math.max(1, ...full.map(Math.abs)));
}

describe("stepWithCache(model, id, cache)", () => {
	it("gives, character by character to the edge of the context, the logits of the full pass", () => {
		fc.assert(
			fc.property(models, (model) => {
				const ids = randomIds(model.config.context);
				const cache = createCache(model);
				const rows = Array.from(ids, (id) => stepWithCache(model, id, cache));
				expectSameLogits(rows, gptForward(model, ids).data);
				expect(cache.length).toBe(ids.length);
			}),
		);
	});

	it("says what to do when the context is full, and leaves the cache as it was", () => {
		const model = tinyGpt({ context: 3 });
		const cache = createCache(model);
		prefill(model, [0, 1, 2], cache);
		expect(() => stepWithCache(model, 1, cache)).toThrow(
			"the cache holds 3 of 3 characters, too many for 1 more: begin a new cache",
		);
		expect(cache.length).toBe(3);
	});

	it("refuses an id outside of the vocabulary, and a cache of another model", () => {
		const model = tinyGpt();
		expect(() => stepWithCache(model, 7, createCache(model))).toThrow("ids[0] is 7");
		const other = createCache(tinyGpt({ layers: 3 }));
		expect(() => stepWithCache(model, 1, other)).toThrow("a model of another size");
	});

	it("costs as much as one character alone, and in a line what the cache holds", () => {
		const model = tinyGpt({ context: 64 });
		const cache = createCache(model);
		const costs = Array.from(randomIds(64), (id) =>
			multiplyAdds(() => stepWithCache(model, id, cache)),
		);
		const { dim, layers } = model.config;
		const perKey = layers * 2 * dim; // q · k and weight · v
		const alone = layers * 12 * dim * dim + dim * letters.size;
		costs.forEach((cost, before) => {
			expect(cost).toBe(alone + perKey * (before + 1));
		});
	});

	it("is what makes writing cheap: the full pass of 64 characters costs far more than the last step", () => {
		const model = tinyGpt({ context: 64 });
		const ids = randomIds(64);
		const cache = createCache(model);
		prefill(model, ids.subarray(0, 63), cache);
		const step = multiplyAdds(() => stepWithCache(model, ids[63]!, cache));
		expect(multiplyAdds(() => gptForward(model, ids))).toBeGreaterThan(40 * step);
	});
});

describe("prefill(model, ids, cache)", () => {
	it("gives the logits of the full pass, in pieces of any lengths", () => {
		fc.assert(
			fc.property(models, fc.array(fc.integer({ min: 1, max: 6 })), (model, lengths) => {
				const ids = randomIds(model.config.context);
				const cache = createCache(model);
				const rows: Float32Array[] = [];
				let start = 0;
				for (const length of [...lengths, ids.length]) {
					const piece = ids.subarray(start, start + length);
					if (piece.length > 0) rows.push(prefill(model, piece, cache));
					start += piece.length;
				}
				expectSameLogits(rows, gptForward(model, ids).data);
			}),
		);
	});

	it("refuses more than the context holds", () => {
		const model: Gpt = tinyGpt({ context: 3 });
		expect(() => prefill(model, [0, 1, 2, 3], createCache(model))).toThrow(
			"the cache holds 0 of 3 characters, too many for 4 more",
		);
	});
});

/** Counts the multiplications of matrices and of attention: nearly all there is to do. */
function multiplyAdds(run: () => void): number {
	let count = 0;
	const { matmul, attention } = kernels;
	const spies = [
		vi.spyOn(kernels, "matmul").mockImplementation((a, b, out, shape) => {
			count += shape.m * shape.k * shape.n;
			matmul(a, b, out, shape);
		}),
		vi.spyOn(kernels, "attention").mockImplementation((inputs, out, shape) => {
			count +=
				shape.batch * shape.heads * shape.queries * shape.keys * (shape.dim + shape.valueDim);
			attention(inputs, out, shape);
		}),
	];
	try {
		run();
	} finally {
		for (const spy of spies) spy.mockRestore();
	}
	return count;
}
