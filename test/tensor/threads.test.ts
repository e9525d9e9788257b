import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { createRandom } from "attention-lab";
import { type AttendOptions, attend } from "attention-lab/tensor";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";
import { attendInThreads } from "../../src/tensor/threads/attend-in-threads";

const random = (seed: number, length: number) =>
	Float32Array.from(
		{ length },
		(
			(source) => () =>
				source.uniform(-1, 1)
		)(createRandom(seed)),
	);

function inputs({ queries, keys, dim, valueDim = dim }: AttendOptions) {
	return [random(1, queries * dim), random(2, keys * dim), random(3, keys * valueDim)] as const;
}

describe("attend in several threads", () => {
	it.each([
		{ queries: 300, keys: 300, dim: 16 },
		{ queries: 300, keys: 300, dim: 16, causal: true },
		{ queries: 37, keys: 130, dim: 5, valueDim: 9, causal: true },
		{ queries: 130, keys: 37, dim: 8, causal: true },
		{ queries: 1, keys: 1, dim: 1 },
		{ queries: 3, keys: 50, dim: 4, scale: 0.3 },
	])("gives the same bits as in one, for %j", (options) => {
		const [q, k, v] = inputs(options);
		const mask = Uint8Array.from({ length: options.queries * options.keys }, (_, i) => i % 3);
		for (const threads of [2, 3])
			for (const more of [{}, { mask }])
				expect(attend(q, k, v, { ...options, ...more, threads })).toEqual(
					attend(q, k, v, { ...options, ...more }),
				);
	});

	it("gives the same bits when a thread fails or does not answer", () => {
		const options = { queries: 64, keys: 64, dim: 8, valueDim: 8 };
		const [q, k, v] = inputs(options);
		const out = new Float32Array(64 * 8);
		const shape = { ...options, batch: 1, heads: 1, scale: 1 / Math.sqrt(8), causal: false };
		const silent = { post: () => {}, finish: () => false };
		attendInThreads({ q, k, v }, out, shape, 3, () => [silent, silent]);
		expect(out).toEqual(attend(q, k, v, options));
	});

	it("does not keep a program alive that has come to its end", async () => {
		const file = join(projectRoot, ".build", "tensor", "index.js");
		const program = `
			import { attend } from ${JSON.stringify(file)};
			const x = Float32Array.of(1, 2, 3, 4);
			console.log(attend(x, x, x, { queries: 4, keys: 4, dim: 1, threads: 2 }).length);
		`;
		const { stdout } = await promisify(execFile)(
			process.execPath,
			["--input-type=module", "-e", program],
			{ timeout: 20_000 },
		);
		expect(stdout).toBe("4\n");
	});
});
