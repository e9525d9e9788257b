// Our kernel against stock tslab, in turns within one run.
import { join } from "node:path";
import {
	createRequest,
	isReplyTo,
	launchKernel,
	type RunningKernel,
} from "../../src/kernel/launch";
import { projectRoot } from "../../src/project-root";
import { printComparison } from "./print-comparison";
import { launchStockTslab } from "./stock-tslab";

const cwd = join(projectRoot, "notebooks");
const rounds = 5;
const manyLines = "for (let i = 0; i < 10_000; i++) console.log(i);";

interface Measured {
	readonly start: number;
	readonly onePlusOne: number;
	readonly lines?: number;
}

async function measureOurs(): Promise<Measured> {
	const began = performance.now();
	const kernel = launchKernel({ cwd });
	const execute = (code: string) => replyOf(kernel, code);
	await execute("1 + 1");
	const start = performance.now() - began;
	const onePlusOne = await median(() => execute("1 + 1"));
	const lines = await median(() => execute(manyLines), 3);
	await kernel.shutdown();
	return { start, onePlusOne, lines };
}

/** Resolves with the reply, the same event that stock tslab is timed by. */
function replyOf(kernel: RunningKernel, code: string): Promise<void> {
	const request = createRequest("shell", "execute_request", { code }, "bench");
	return new Promise((resolve) => {
		const stop = kernel.onMessage((message) => {
			if (!isReplyTo(message, request)) return;
			stop();
			resolve();
		});
		kernel.send(request);
	});
}

async function measureStock(): Promise<Measured> {
	const began = performance.now();
	const kernel = await launchStockTslab(cwd);
	const execute = (code: string) => kernel.request("execute_request", { code });
	try {
		await execute("1 + 1");
		const start = performance.now() - began;
		const onePlusOne = await median(() => execute("1 + 1"));
		return { start, onePlusOne };
	} finally {
		kernel.close();
	}
}

async function median(run: () => Promise<unknown>, times = 200): Promise<number> {
	const took: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		await run();
		took.push(performance.now() - began);
	}
	return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}

const ours: Measured[] = [];
const stock: Measured[] = [];
for (let round = 0; round < rounds; round++) {
	ours.push(await measureOurs());
	await measureStock().then(
		(measured) => stock.push(measured),
		() => console.log("(stock tslab stopped answering; this round is without it)"),
	);
}
printComparison(
	"start to first result",
	ours.map((m) => m.start),
	stock.map((m) => m.start),
);
printComparison(
	"cell 1 + 1",
	ours.map((m) => m.onePlusOne),
	stock.map((m) => m.onePlusOne),
);
printComparison(
	"10,000 lines",
	ours.map((m) => m.lines ?? Number.NaN),
);
process.exit(0);
