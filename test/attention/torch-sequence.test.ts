import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyRope, rnnForward, rnnGradientNorms } from "attention-lab";
import { describe, it } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../src/project-root";
import { expectClose } from "./expect-close";

/* The library agrees with PyTorch, to 1e-9 in float64; test/oracles/make-torch-sequence-fixtures.py made the files. */

const row = z.array(z.number());
const matrix = z.array(row);

const read = <T>(name: string, shape: z.ZodType<T>): readonly T[] => {
	const path = join(projectRoot, "test", "oracles", "torch", `${name}.json`);
	const file = z.object({ torch: z.string(), cases: z.array(shape).min(1) });
	return file.parse(JSON.parse(readFileSync(path, "utf8"))).cases;
};

const networks = read(
	"rnn",
	z.object({
		name: z.string(),
		xs: matrix,
		wx: matrix,
		wh: matrix,
		b: row,
		states: matrix,
		norms: row,
	}),
);
const rotations = read(
	"rope",
	z.object({ name: z.string(), x: matrix, positions: row, base: z.number(), turned: matrix }),
);

describe("rnnForward and rnnGradientNorms give what nn.RNN and autograd give:", () => {
	it.each(networks.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		const { xs, wx, wh, b, states, norms } = fixture;
		expectClose(rnnForward(xs, { wx, wh, b }), states);
		expectClose(rnnGradientNorms(xs, { wx, wh, b }), norms);
	});
});

describe("applyRope gives what torch's complex numbers give:", () => {
	it.each(rotations.map((fixture) => [fixture.name, fixture] as const))("%s", (_, fixture) => {
		expectClose(applyRope(fixture.x, fixture.positions, fixture.base), fixture.turned);
	});
});
