import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tensors from "attention-lab/tensor";
import { adamW, clipGradients, Tensor } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../src/project-root";
import { exportedOperations } from "./exported-operations";
import { withoutGradients } from "./gradient-cases";
import { expectNear } from "./kernels/expect-near";

/*
 * Forward passes, gradients and learning steps are PyTorch's, to what float32 allows.
 * test/oracles/make-tensor-fixtures.py made the files, and says where the conventions differ.
 */
const tolerance = 2e-5;

const array = z.object({ shape: z.array(z.number()), data: z.array(z.number()) });
type Numbers = z.infer<typeof array>;

const read = <T>(name: string, shape: z.ZodType<T>): readonly T[] => {
	const path = join(projectRoot, "test", "oracles", "torch", `${name}.json`);
	const file = z.object({ torch: z.string(), cases: z.array(shape).min(1) });
	return file.parse(JSON.parse(readFileSync(path, "utf8"))).cases;
};

const options = z.object({
	axis: z.number().optional(),
	shape: z.array(z.number()).optional(),
	ids: z.array(z.number()).optional(),
	targets: z.array(z.number()).optional(),
	ignore: z.number().optional(),
	start: z.number().optional(),
	end: z.number().optional(),
	heads: z.number().optional(),
	scale: z.number().optional(),
	epsilon: z.number().optional(),
	causal: z.boolean().optional(),
	transposeB: z.boolean().optional(),
	mask: z.array(z.array(z.boolean())).optional(),
});
type Options = z.infer<typeof options>;

/** How each operation is called with tensors and the options of a fixture. */
const calls: Record<string, (inputs: readonly Tensor[], options: Options) => Tensor> = {
	add: ([a, b]) => tensors.add(a!, b!),
	subtract: ([a, b]) => tensors.subtract(a!, b!),
	multiply: ([a, b]) => tensors.multiply(a!, b!),
	divide: ([a, b]) => tensors.divide(a!, b!),
	matmul: ([a, b], { transposeB = false }) => tensors.matmul(a!, b!, { transposeB }),
	linear: ([x, w, b]) => tensors.linear(x!, w!, b!),
	transpose: ([x]) => tensors.transpose(x!),
	reshape: ([x], { shape }) => tensors.reshape(x!, shape!),
	sum: ([x], { axis }) => tensors.sum(x!, axis),
	mean: ([x], { axis }) => tensors.mean(x!, axis),
	exp: ([x]) => tensors.exp(x!),
	log: ([x]) => tensors.log(x!),
	tanh: ([x]) => tensors.tanh(x!),
	relu: ([x]) => tensors.relu(x!),
	gelu: ([x]) => tensors.gelu(x!),
	softmax: ([x], { mask }) => tensors.softmax(x!, mask),
	logSoftmax: ([x]) => tensors.logSoftmax(x!),
	layerNorm: ([x, gamma, beta], { epsilon }) => tensors.layerNorm(x!, gamma!, beta!, epsilon),
	embedding: ([table], { ids, shape }) => tensors.embedding(table!, ids!, shape),
	crossEntropy: ([x], { targets, ignore = -1 }) => tensors.crossEntropy(x!, targets!, { ignore }),
	attention: ([q, k, v], { heads = 1, causal = false, scale, mask }) =>
		tensors.attention(q!, k!, v!, { heads, causal, mask, ...(scale && { scale }) }),
	slice: ([x], { axis, start, end }) => tensors.slice(x!, axis!, start!, end!),
	concatenate: (inputs, { axis }) => tensors.concatenate(inputs, axis!),
};

const operations = read(
	"tensor-operations",
	z.object({
		operation: z.string(),
		name: z.string(),
		options,
		inputs: z.array(array),
		output: array,
		dOutput: array,
		gradients: z.array(array),
	}),
);

describe("an operation and its gradients are PyTorch's:", () => {
	for (const fixture of operations)
		it(`${fixture.operation} ${fixture.name}`, () => {
			const inputs = fixture.inputs.map(parameter);
			const output = calls[fixture.operation]!(inputs, fixture.options);
			expectTensor(output, fixture.output, "output");
			tensors.sum(tensors.multiply(output, parameter(fixture.dOutput).detach())).backward();
			for (const [i, gradient] of fixture.gradients.entries())
				expectNear(inputs[i]!.gradient!, gradient.data, tolerance, `gradient of input ${i}`);
		});

	it("for every operation but dropout, whose random numbers are ours", () => {
		const compared = new Set(operations.map(({ operation }) => operation));
		const ours = new Set(["dropout", ...withoutGradients]);
		expect([...compared].sort()).toEqual(exportedOperations().filter((name) => !ours.has(name)));
	});
});

const blocks = read(
	"tensor-block",
	z.object({
		norm: z.enum(["before", "after"]),
		heads: z.number(),
		ids: z.array(z.number()),
		shape: z.array(z.number()),
		targets: z.array(z.number()),
		start: z.record(z.string(), array),
		gradients: z.record(z.string(), array),
		losses: z.array(z.number()),
		norms: z.array(z.number()),
		end: z.record(z.string(), array),
	}),
);

describe("a transformer learns as in PyTorch,", () => {
	for (const fixture of blocks)
		it(`layer norm ${fixture.norm} each part`, () => {
			const p: Record<string, Tensor> = {};
			for (const [name, numbers] of Object.entries(fixture.start)) p[name] = parameter(numbers);
			const parameters = Object.values(p);
			const optimiser = adamW(parameters, {
				learningRate: 0.02,
				betas: [0.9, 0.99],
				weightDecay: 0.1,
			});
			for (const [step, expected] of fixture.losses.entries()) {
				const loss = lossOf(p, fixture);
				expectNear(loss.data, [expected], 10 * tolerance, `loss ${step}`);
				optimiser.zeroGradient();
				loss.backward();
				if (step === 0)
					for (const [name, gradient] of Object.entries(fixture.gradients))
						expectNear(p[name]!.gradient!, gradient.data, tolerance, `gradient of ${name}`);
				const norm = clipGradients(parameters, 1);
				expectNear([norm], [fixture.norms[step]!], 10 * tolerance, `norm ${step}`);
				optimiser.step();
			}
			// Adam divides by the size of a gradient: where it is almost zero, its rounding is seen
			for (const [name, end] of Object.entries(fixture.end))
				expectNear(p[name]!.data, end.data, 100 * tolerance, name);
		});
});

function lossOf(p: Record<string, Tensor>, fixture: (typeof blocks)[number]): Tensor {
	const { add, attention, embedding, gelu, layerNorm, linear, matmul } = tensors;
	const attend = (x: Tensor) => {
		const [q, k, v] = [matmul(x, p.wq!), matmul(x, p.wk!), matmul(x, p.wv!)];
		return linear(attention(q, k, v, { heads: fixture.heads, causal: true }), p.wo!, p.bo!);
	};
	const feedForward = (x: Tensor) => linear(gelu(linear(x, p.w1!, p.b1!)), p.w2!, p.b2!);
	const norm1 = (x: Tensor) => layerNorm(x, p.gamma1!, p.beta1!);
	const norm2 = (x: Tensor) => layerNorm(x, p.gamma2!, p.beta2!);

	let x = add(embedding(p.tokens!, fixture.ids, fixture.shape), p.positions!);
	if (fixture.norm === "before") {
		x = add(x, attend(norm1(x)));
		x = add(x, feedForward(norm2(x)));
	} else {
		x = norm1(add(x, attend(x)));
		x = norm2(add(x, feedForward(x)));
	}
	return tensors.crossEntropy(matmul(x, p.tokens!, { transposeB: true }), fixture.targets);
}

const optimisations = read(
	"tensor-adamw",
	z.object({
		name: z.string(),
		options: z.object({
			betas: z.tuple([z.number(), z.number()]),
			epsilon: z.number(),
			weightDecay: z.number(),
		}),
		start: array,
		steps: z.array(z.object({ learningRate: z.number(), gradient: array, result: array })),
	}),
);

describe("adamW moves as PyTorch's AdamW does:", () => {
	for (const { name, options, start, steps } of optimisations)
		it(name, () => {
			const p = parameter(start);
			const optimiser = adamW([p], { learningRate: 1, ...options });
			for (const [i, { learningRate, gradient, result }] of steps.entries()) {
				p.gradient = Float32Array.from(gradient.data);
				optimiser.learningRate = learningRate;
				optimiser.step();
				expectNear(p.data, result.data, 1e-6, `after step ${i}`);
			}
		});
});

function parameter({ data, shape }: Numbers): Tensor {
	return new Tensor(Float32Array.from(data), shape, { requiresGradient: true });
}

function expectTensor({ data, shape }: Tensor, expected: Numbers, name: string): void {
	expect(shape, `the shape of ${name}`).toEqual(expected.shape);
	expectNear(data, expected.data, tolerance, name);
}
