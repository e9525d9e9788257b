import { execFileSync } from "node:child_process";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/attention";
import { projectRoot } from "../../src/project-root";
import { attend } from "../../src/tensor";

const dim = 64;
const sizes = [512, 1024, 2048, 4096, 8192] as const;

/** The work quadruples; what more there is to fetch from slower memory may cost a twentieth. */
const mostTime = 4.2;
/** Inputs, outputs and scratch double. */
const mostMemory = 2.1;

describe("attend, when the number of tokens doubles", () => {
	// a machine that is busy with other things gets another chance
	it(`takes at most ${mostTime} times as long`, { retry: 4, timeout: 120_000 }, () => {
		expect(tooMuch(shortestTimes(), mostTime)).toEqual([]);
	});

	it(`takes at most ${mostMemory} times the memory`, { retry: 4, timeout: 120_000 }, () => {
		expect(tooMuch(sizes.map(peakGrowth), mostMemory)).toEqual([]);
	});
});

/** The doublings that grow by more than `most`, in words. */
function tooMuch(measured: readonly number[], most: number): string[] {
	return sizes.slice(1).flatMap((n, i) => {
		const ratio = (measured[i + 1] ?? Number.NaN) / (measured[i] ?? Number.NaN);
		return ratio <= most ? [] : [`${n / 2} to ${n}: ${ratio.toFixed(2)} times`];
	});
}

/**
 * Milliseconds a call for each size: the shortest of several, taken in turns. It is the processor's time, which does not
 * count what else the machine does meanwhile.
 */
function shortestTimes(): number[] {
	const rounds = 8;
	const random = createRandom(11);
	const inputs = sizes.map((n) => {
		const numbers = () => Float32Array.from({ length: n * dim }, () => random.uniform(-2, 2));
		return { n, q: numbers(), k: numbers(), v: numbers() };
	});
	const times = inputs.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		for (const [i, { n, q, k, v }] of inputs.entries()) {
			const before = process.cpuUsage();
			attend(q, k, v, { queries: n, keys: n, dim });
			const { user, system } = process.cpuUsage(before);
			times[i]?.push((user + system) / 1000);
		}
	}
	return times.map((all) => Math.min(...all));
}

/**
 * KiB by which the resident memory of a process of its own rises at most during one call: what `attend` needs on top
 * of its inputs, which are there before. The smaller of two, because a process grows for reasons of its own, too.
 */
function peakGrowth(n: number): number {
	const program = `
		import { attend } from "attention-lab/tensor";
		const input = (n) => Float32Array.from({ length: n * ${dim} }, (_, i) => Math.sin(i));
		const call = (q, k, v, n) => attend(q, k, v, { queries: n, keys: n, dim: ${dim} });
		call(input(16), input(16), input(16), 16); // loads and compiles what there is
		const [q, k, v] = [input(${n}), input(${n}), input(${n})];
		const before = process.resourceUsage().maxRSS;
		call(q, k, v, ${n});
		console.log(process.resourceUsage().maxRSS - before);
	`;
	const measure = () =>
		Number(
			execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
				cwd: projectRoot,
				encoding: "utf8",
			}),
		);
	return Math.min(measure(), measure());
}
