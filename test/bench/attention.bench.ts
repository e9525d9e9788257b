// Attention on typed arrays against the plain library, JavaScript and native libraries and C, in turns within one run.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { projectRoot } from "../../src/project-root";
import { kernels } from "../../src/tensor/kernels/choose-kernels";
import { type AttentionCase, attentionCases, inputsOf } from "./attention/attention-case";
import type { Contender, Prepared, Result } from "./attention/contender";
import { measureInTurns } from "./attention/measure";
import { attentionLab, plainAttention, twoThreads } from "./attention/ours";
import type { AttentionReport, CaseReport } from "./attention/report.js";
import { describeTarget, judgeTargets } from "./attention/targets";
import { cReference } from "./peers/c-reference";
import { installPeers } from "./peers/load-peer";
import { mathjs } from "./peers/mathjs";
import { mlMatrix } from "./peers/ml-matrix";
import { onnxruntimeNode, onnxruntimeWeb } from "./peers/onnxruntime";
import { tensorflow } from "./peers/tensorflow";

/** A result that differs by more is another result. */
const tolerance = 1e-4;
/** Slow contenders are left out of larger cases. */
const slowUpTo = 1024;

const peers: readonly (readonly [name: string, load: () => Promise<Contender[]>])[] = [
	["C + OpenBLAS", cReference],
	["onnxruntime-node", onnxruntimeNode],
	["onnxruntime-web", onnxruntimeWeb],
	["tfjs wasm", () => tensorflow("wasm")],
	["tfjs cpu", () => tensorflow("cpu")],
	["ml-matrix", mlMatrix],
	["mathjs", mathjs],
];
const missing: AttentionReport["missing"] = [];

const machine = {
	cpu: cpus()[0]?.model.trim() ?? "unknown",
	cores: availableParallelism(),
	platform: `${process.platform} ${process.arch}`,
	node: process.version,
};
installPeers();
console.log(
	`kernels ${kernels.name}; Node ${machine.node}; ${machine.cpu}, ${machine.cores} cores, ${machine.platform}`,
);
const busy = loadavg()[0] ?? 0; // 0 on Windows
if (busy > 0.5)
	console.log(`load average ${busy.toFixed(1)}: what else runs here makes the figures worse`);
const contenders = [attentionLab, ...(await loadPeers()), plainAttention];
const threaded = [attentionLab, twoThreads];
const cases: CaseReport[] = [];
for (const which of attentionCases(threaded.map(({ name }) => name))) {
	const report = await measureCase(which, which.only ? threaded : contenders);
	printCase(report);
	cases.push(report);
}
const targets = judgeTargets({ kernels: kernels.name, cases });
console.log();
for (const target of targets) console.log(describeTarget(target));
for (const { name, why } of missing) console.log(`missing: ${name}: ${why}`);

const report: AttentionReport = {
	date: new Date().toISOString(),
	...{ machine, kernels: kernels.name, cases, missing, targets },
};
const { json: file = join(projectRoot, ".build", "bench", "attention.json") } = parseArgs({
	options: { json: { type: "string" } },
}).values;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(report, null, "\t")}\n`);
console.log(`written to ${relative(process.cwd(), file)}`);
process.exit(0);

async function loadPeers(): Promise<Contender[]> {
	const loaded: Contender[] = [];
	for (const [name, load] of peers) {
		try {
			loaded.push(...(await load()));
		} catch (error) {
			missing.push({ name, why: firstLine(error) });
		}
	}
	return loaded;
}

async function measureCase(which: AttentionCase, all: readonly Contender[]): Promise<CaseReport> {
	const inputs = inputsOf(which);
	const taking: { name: string; slow: boolean; prepared: Prepared; difference: number }[] = [];
	let truth: Float32Array | undefined;
	for (const { name, slow = false, prepare } of all) {
		if (slow && which.n > slowUpTo) continue;
		try {
			const prepared = await prepare(which, inputs);
			if (!prepared) continue;
			await prepared.before?.();
			const result = flat(await prepared.run());
			truth ??= result;
			const difference = largestDifference(truth, result);
			if (!(difference <= tolerance))
				throw new Error(`its result differs from ours by ${difference}`);
			taking.push({ name, slow, prepared, difference });
		} catch (error) {
			if (!truth) throw error; // without our own result there is nothing to compare
			missing.push({ name: `${name}, ${which.title}`, why: firstLine(error) });
		}
	}
	const timings = await measureInTurns(taking);
	for (const { prepared } of taking) await prepared.release?.();
	const { title, task, n, dim, causal } = which;
	const measured = taking.flatMap(({ name, difference }, i) => {
		const timing = timings[i];
		return timing ? [{ name, ...timing, difference }] : [];
	});
	return { title, task, n, dim, causal, contenders: measured };
}

function printCase({ title, contenders }: CaseReport): void {
	console.log(`\n${title}`);
	const own = contenders[0]?.minimum ?? Number.NaN;
	for (const { name, minimum, median, rounds, difference } of contenders) {
		const times = `min ${milliseconds(minimum)}   median ${milliseconds(median)} ms`;
		const ratio = `this / ours ${(minimum / own).toFixed(2).padStart(8)}`;
		const remark = `${String(rounds).padStart(3)} rounds   differs ${difference.toExponential(0)}`;
		console.log(`  ${name.padEnd(26)} ${times}   ${ratio}   ${remark}`);
	}
}

function flat(result: Result): Float32Array {
	const out = new Float32Array(result.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of result) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/** NaN where one of the two has a NaN. */
function largestDifference(a: Float32Array, b: Float32Array): number {
	if (a.length !== b.length) return Infinity;
	return a.reduce(
		(largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? Number.NaN))),
		0,
	);
}

/** Three significant digits, aligned. */
function milliseconds(time: number): string {
	return time.toFixed(Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(time))))).padStart(8);
}

function firstLine(error: unknown): string {
	return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
