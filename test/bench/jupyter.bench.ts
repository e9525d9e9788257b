// Our kernel over ZeroMQ against stock tslab, Deno's kernel and ipykernel, in turns within one run.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { installKernelspec } from "../../src/kernel/kernelspec/kernelspec";
import { projectRoot } from "../../src/project-root";
import { executeContent, type JupyterKernel, launchJupyterKernel } from "./jupyter-kernel";
import { median } from "./print-comparison";
import { stockTslab } from "./stock-tslab";

const rounds = 5;
const peersFolder = join(projectRoot, ".build", "peers");
const denoVersion = "2.9.6";
/** A kernel that has lost its output would never say so. */
const patience = 10_000;
const manyLines = Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join("");

interface Peer {
	readonly name: string;
	readonly argv: readonly string[];
	readonly lines: string;
	/** What is completed, and one of the answers that must come. */
	readonly complete: readonly [string, string];
}

interface Measured {
	readonly start: number;
	readonly onePlusOne: number;
	readonly completion: number;
	/** Resident MiB after the first result, and after 10,000 lines. */
	readonly idleMemory: number;
	readonly lines: number;
	readonly memory: number;
}

const typescript = {
	lines: "for (let i = 0; i < 10_000; i++) console.log(i);",
	complete: ["const numbers = [1, 2]; numbers.toStr", "toString"],
} as const;

const peers: Peer[] = [
	{ name: "attention-lab", argv: await ownArgv(), ...typescript },
	{ name: "stock tslab", argv: stockTslab(), ...typescript },
	...deno(),
	...ipykernel(),
];

async function ownArgv(): Promise<readonly string[]> {
	const folder = await installKernelspec(join(peersFolder, "jupyter")); // as Jupyter starts it
	const flags = ["--disable-warning=ExperimentalWarning"];
	return [
		...[process.execPath, ...flags, join(folder, "launch.mjs")],
		...["{connection_file}", projectRoot],
	];
}

function deno(): Peer[] {
	try {
		if (!existsSync(join(peersFolder, "node_modules", "deno"))) {
			mkdirSync(peersFolder, { recursive: true });
			const install = `npm install --prefix . --no-save --ignore-scripts --no-audit --no-fund`;
			execFileSync(`${install} deno@${denoVersion}`, {
				cwd: peersFolder,
				shell: true,
				stdio: ["ignore", "ignore", "inherit"],
			});
		}
		const require = createRequire(join(peersFolder, "package.json"));
		const executable: string = require("deno/install_api.cjs").runInstall();
		const argv = [executable, "jupyter", "--kernel", "--conn", "{connection_file}"];
		return [{ name: `Deno ${denoVersion}`, argv, ...typescript }];
	} catch (error) {
		console.log(`Deno's kernel is left out: ${(error as Error).message.split("\n")[0]}`);
		return [];
	}
}

function ipykernel(): Peer[] {
	const python = process.env.ATTENTION_LAB_PYTHON;
	if (!python) {
		console.log("ipykernel is left out: ATTENTION_LAB_PYTHON names no Python that has it.");
		return [];
	}
	const argv = [python, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f"];
	return [
		{
			name: "ipykernel",
			argv: [...argv, "{connection_file}"],
			lines: "for i in range(10_000): print(i)",
			complete: ["'text'.capital", "capitalize"],
		},
	];
}

async function measure({ name, argv, lines, complete }: Peer): Promise<Measured> {
	const began = performance.now();
	const kernel = await launchJupyterKernel(argv, join(projectRoot, "notebooks"));
	try {
		const execute = async () => {
			const reply = await kernel.request("execute_request", executeContent("1 + 1"));
			if (reply.status !== "ok") throw new Error(`${name}: ${JSON.stringify(reply)}`);
		};
		await execute();
		const start = performance.now() - began;
		const idleMemory = kernel.memory();
		const onePlusOne = await medianTime(execute, 100);
		const [code, expected] = complete;
		const completion = await medianTime(async () => {
			const reply = await kernel.request("complete_request", { code, cursor_pos: code.length });
			const { matches = [] } = reply as { matches?: string[] };
			if (matches.some((match) => match.endsWith(expected))) return;
			throw new Error(`${name} did not complete ${code}: ${JSON.stringify(reply)}`);
		}, 20);
		const printing = await timeOfLines(kernel, lines);
		const memory = kernel.memory();
		return { start, onePlusOne, completion, idleMemory, lines: printing, memory };
	} finally {
		kernel.close();
	}
}

/** NaN when lines were lost. */
async function timeOfLines(kernel: JupyterKernel, code: string): Promise<number> {
	const began = performance.now();
	const text = await Promise.race([kernel.printed(code), delay(patience)]);
	return text?.replaceAll("\r", "") === manyLines ? performance.now() - began : Number.NaN;
}

async function medianTime(run: () => Promise<unknown>, times: number): Promise<number> {
	const took: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		await run();
		took.push(performance.now() - began);
	}
	return median(took);
}

const measured = new Map<Peer, Measured[]>(peers.map((peer) => [peer, []]));
for (let round = 0; round < rounds; round++) {
	for (const [peer, results] of measured) {
		await measure(peer).then(
			(result) => results.push(result),
			(error: Error) => console.log(`(a round without ${peer.name}: ${error.message})`),
		);
	}
}

const rows = [
	["start to first result", "start", "ms"],
	["cell 1 + 1", "onePlusOne", "ms"],
	["completion", "completion", "ms"],
	["10,000 lines", "lines", "ms"],
	["memory after the first result", "idleMemory", "MiB"],
	["memory after 10,000 lines", "memory", "MiB"],
] as const;

for (const [title, key, unit] of rows) {
	console.log(`${title} (median of ${rounds}, ${unit})`);
	let own = Number.NaN;
	for (const [{ name }, results] of measured) {
		const values = results.map((result) => result[key]);
		const lost = values.length === 0 || values.some(Number.isNaN);
		const value = lost ? Number.NaN : median(values);
		if (Number.isNaN(own)) own = value;
		const figures = lost
			? `not all lines came within ${patience / 1000} s`
			: `${format(value)}   min ${format(Math.min(...values))}   ours / this ${(own / value).toFixed(2)}`;
		console.log(`  ${name.padEnd(16)} ${figures}`);
	}
}
process.exit(0);

function format(value: number): string {
	return value.toFixed(value < 10 ? 2 : 0).padStart(6);
}
