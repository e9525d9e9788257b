import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
	attention,
	attentionBackward,
	causalMask,
	crossAttention,
	layerNorm,
	multiHeadAttention,
	transformerBlock,
} from "attention-lab";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../src/project-root";
import { expectClose } from "./expect-close";

/*
 * The library agrees with PyTorch, to 1e-9 in float64. test/oracles/make-torch-fixtures.py made the
 * files, and says where the conventions differ; null stands for NaN.
 */

const row = z.array(z.number());
const matrix = z.array(row);
const mask = z.array(z.array(z.boolean())).nullable();
const rowOrNan = z.array(z.number().nullable());
const shared = {
	name: z.string(),
	mask,
	/** The queries that have nothing to attend to. */
	allMaskedRows: z.array(z.number()),
	output: z.array(rowOrNan),
};

const read = <T>(name: string, shape: z.ZodType<T>): readonly T[] => {
	const path = join(projectRoot, "test", "oracles", "torch", `${name}.json`);
	const file = z.object({ torch: z.string(), cases: z.array(shape).min(1) });
	return file.parse(JSON.parse(readFileSync(path, "utf8"))).cases;
};

const single = read(
	"scaled-dot-product-attention",
	z.object({
		...shared,
		q: matrix,
		k: matrix,
		v: matrix,
		causal: z.boolean(),
		weights: z.array(rowOrNan),
	}),
);

const several = read(
	"multihead-attention",
	z.object({
		...shared,
		heads: z.number(),
		x: matrix,
		context: matrix.nullable(),
		wq: matrix,
		wk: matrix,
		wv: matrix,
		wo: matrix,
		weights: z.array(z.array(rowOrNan)),
	}),
);

const gradients = read(
	"attention-backward",
	z.object({
		...{ name: z.string(), q: matrix, k: matrix, v: matrix, mask },
		...{ dOutput: matrix, dq: matrix, dk: matrix, dv: matrix },
	}),
);

const norms = read(
	"layer-norm",
	z.object({
		name: z.string(),
		epsilon: z.number(),
		x: matrix,
		gamma: row,
		beta: row,
		output: matrix,
	}),
);

const normWeights = z.object({ gamma: row, beta: row });
const blocks = read(
	"transformer-block",
	z.object({
		name: z.string(),
		norm: z.enum(["before", "after"]),
		heads: z.number(),
		mask,
		x: matrix,
		params: z.object({
			attention: z.object({ wq: matrix, wk: matrix, wv: matrix, wo: matrix }),
			attentionNorm: normWeights,
			feedForward: z.object({ w1: matrix, b1: row, w2: matrix, b2: row }),
			feedForwardNorm: normWeights,
		}),
		output: matrix,
	}),
);

describe("attention gives what torch's scaled_dot_product_attention gives:", () => {
	it.each(single.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { q, k, v, causal } = fixture;
		const given = causal ? causalMask(q.length) : (fixture.mask ?? undefined);
		const { output, weights } = attention(q, k, v, given);
		expectClose(weights, fixture.weights);
		expectClose(output, fixture.output);
	});
});

describe("multiHeadAttention and crossAttention give what torch's nn.MultiheadAttention gives:", () => {
	it.each(several.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { output, weights } = compute(fixture);
		const attending = fixture.x.map((_, i) => i).filter((i) => !fixture.allMaskedRows.includes(i));
		expect(attending.length).toBeGreaterThan(0);
		for (const i of attending) {
			expectClose(output[i], fixture.output[i], `output[${i}]`);
			for (const [h, head] of weights.entries())
				expectClose(head[i], fixture.weights[h]![i], `weights[${h}][${i}]`);
		}
		expect(output).toHaveLength(fixture.output.length);
		expect(weights).toHaveLength(fixture.heads);
	});
});

it("a query with nothing to attend to: zeros here, and in scaled_dot_product_attention", () => {
	const lonely = single.filter(({ allMaskedRows }) => allMaskedRows.length > 0);
	expect(lonely.length).toBeGreaterThan(0);
	for (const { q, k, v, mask, allMaskedRows, output } of lonely)
		for (const i of allMaskedRows) {
			const zeros = v[0]!.map(() => 0);
			expect(attention(q, k, v, mask!).output[i]).toEqual(zeros);
			expect(output[i]).toEqual(zeros);
		}
});

it("a query with nothing to attend to: zeros here, NaN in nn.MultiheadAttention", () => {
	const lonely = several.filter(({ allMaskedRows }) => allMaskedRows.length > 0);
	expect(lonely.length).toBeGreaterThan(0);
	for (const fixture of lonely) {
		const { output, weights } = compute(fixture);
		for (const i of fixture.allMaskedRows) {
			expect(fixture.output[i]).toEqual(output[i]!.map(() => null));
			expect(output[i]).toEqual(output[i]!.map(() => 0));
			for (const head of weights) expect(head[i]).toEqual(head[i]!.map(() => 0));
		}
	}
});

describe("attentionBackward gives what torch's automatic differentiation gives:", () => {
	it.each(gradients.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { q, k, v, mask, dOutput, dq, dk, dv } = fixture;
		const { weights } = attention(q, k, v, mask ?? undefined);
		const result = attentionBackward({ q, k, v, weights }, dOutput);
		expectClose([result.dq, result.dk, result.dv], [dq, dk, dv]);
	});
});

describe("layerNorm gives what torch's layer_norm gives:", () => {
	it.each(norms.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { x, gamma, beta, epsilon, output } = fixture;
		expectClose(layerNorm(x, gamma, beta, epsilon), output);
	});
});

describe("transformerBlock gives what torch's nn.TransformerEncoderLayer gives:", () => {
	it.each(blocks.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { x, params, heads, norm, output } = fixture;
		const options = { heads, norm, mask: fixture.mask ?? undefined };
		expectClose(transformerBlock(x, params, options), output);
	});
});

function compute({ x, context, heads, mask, ...params }: (typeof several)[number]) {
	const options = { heads, mask: mask ?? undefined };
	return context
		? crossAttention(x, context, params, options)
		: multiHeadAttention(x, params, options);
}
