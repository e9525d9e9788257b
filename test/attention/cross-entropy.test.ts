import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crossEntropy } from "attention-lab";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../src/project-root";
import { matrixOf } from "./arbitraries";

const fixtures = torchCases();

it.each(fixtures)(
	"crossEntropy(logits, targets) is PyTorch's: $name",
	({ options, inputs, output }) => {
		const [rows, columns] = inputs[0]!.shape as [number, number];
		const logits = Array.from({ length: rows }, (_, i) =>
			inputs[0]!.data.slice(i * columns, (i + 1) * columns),
		);
		const loss = crossEntropy(logits, options.targets);
		expect(loss / output.data[0]!).toBeCloseTo(1, 7); // the file has nine digits
	},
);

it("crossEntropy(logits, targets) is ln V where all logits are equal, and 0 where nothing is asked", () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 9 }),
			fc.double({ min: -800, max: 800, noNaN: true }),
			(v, c) => {
				const logits = [Array<number>(v).fill(c)];
				expect(crossEntropy(logits, [v - 1])).toBeCloseTo(Math.log(v), 9);
				expect(crossEntropy(logits, [-100])).toBe(0);
			},
		),
	);
});

it("crossEntropy(logits, targets) does not change when the same is added to all logits of a token", () => {
	fc.assert(
		fc.property(
			matrixOf(3, 4),
			fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }),
			(x, c) => {
				const shifted = x.map((row, i) => row.map((logit) => logit + c[i]!));
				const targets = [3, -100, 1];
				expect(crossEntropy(shifted, targets)).toBeCloseTo(crossEntropy(x, targets), 9);
			},
		),
	);
});

it("crossEntropy(logits, targets) stays a number for large logits", () => {
	expect(crossEntropy([[1000, 0]], [1])).toBe(1000);
	expect(crossEntropy([[1000, 0]], [0])).toBe(0);
});

it("crossEntropy(logits, targets) says what does not fit", () => {
	expect(() => crossEntropy([[1, 2]], [0, 1])).toThrow(
		"logits has 1 row but targets has 2 numbers",
	);
	expect(() => crossEntropy([[1, 2]], [2])).toThrow(
		"targets[0] is 2: it must be an id from 0 to 1, or −100",
	);
	expect(() => crossEntropy([[1, 2]], [-1])).toThrow("targets[0] is -1");
});

function torchCases() {
	const tensor = z.object({ shape: z.array(z.number()), data: z.array(z.number()) });
	const file = z.object({ cases: z.array(z.object({ operation: z.string() }).loose()) });
	const fixture = z.object({
		name: z.string(),
		options: z.object({ targets: z.array(z.number()) }),
		inputs: z.array(tensor),
		output: tensor,
	});
	const path = join(projectRoot, "test", "oracles", "torch", "tensor-operations.json");
	const cases = file
		.parse(JSON.parse(readFileSync(path, "utf8")))
		.cases.filter(({ operation }) => operation === "crossEntropy")
		.map((found) => fixture.parse(found));
	if (cases.length === 0) throw new Error("PyTorch's cross-entropy is missing in the fixtures");
	return cases;
}
