// How many submissions a second: the judge, beside one bubblewrap with one vitest in it for each submission.
// Options: --submissions=200 --alone=8 --lanes=2
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import type { Job } from "../../src/grading/job";
import { createJudge } from "../../src/grading/judge/create-judge";
import { projectRoot } from "../../src/project-root";

const option = (name: string, fallback: number) =>
	Number(process.argv.find((text) => text.startsWith(`--${name}=`))?.split("=")[1] ?? fallback);
const lanes = option("lanes", availableParallelism());

const exercise = "05-attention";
const path = (folder: string) => join(projectRoot, folder, `${exercise}.ts`);
const solution = readFileSync(path("solutions"), "utf8");

/** What a class hands in: most of it right, some with a mistake, some not begun. */
const kinds = [
	...Array.from({ length: 6 }, () => solution),
	solution.replace("Math.sqrt(k[0]!.length)", "k[0]!.length"),
	solution.replace("-Infinity", "0"),
	solution.replace("{ output:", "{ result:"),
	readFileSync(path("exercises"), "utf8"),
];
const submission = (i: number) => `// submission ${i}\n${kinds[i % kinds.length]}`;

const jobOf = (i: number): Job => ({
	key: `${i}`,
	exercise,
	main: `${exercise}.ts`,
	files: { [`${exercise}.ts`]: submission(i) },
});

interface Measured {
	readonly perSecond: number;
	/** Of all processes together, at the end, in megabytes. */
	readonly memory?: number;
}

async function rate(count: number, run: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await run();
	return (1000 * count) / (performance.now() - began);
}

async function measureJudge(count: number): Promise<Measured> {
	const judge = await createJudge({ seed: 4711, isolation: "bubblewrap", lanes });
	const judgeFrom = (first: number, jobs: number) =>
		Promise.all(Array.from({ length: jobs }, (_, i) => judge.judge(jobOf(first + i))));
	await judgeFrom(0, 2 * lanes); // the lanes start once, however many submissions there are
	const perSecond = await rate(count, () => judgeFrom(1000, count));
	const memory = megabytesUsed();
	await judge.close();
	return { perSecond, memory };
}

/** As many at a time as there are lanes. */
async function measureAlone(count: number): Promise<Measured> {
	const folder = mkdtempSync(join(tmpdir(), "attention-lab-bench-"));
	let next = 0;
	const work = async () => {
		while (next < count) {
			const file = join(folder, `${next}.ts`);
			writeFileSync(file, submission(next++));
			await runVitest(file);
		}
	};
	const perSecond = await rate(count, () => Promise.all(Array.from({ length: lanes }, work)));
	rmSync(folder, { recursive: true });
	return { perSecond };
}

function runVitest(file: string): Promise<void> {
	const place = path("exercises");
	const bubblewrap =
		`--unshare-all --die-with-parent --ro-bind / / --dev /dev --proc /proc ` +
		`--tmpfs /tmp --ro-bind ${projectRoot} ${projectRoot} --ro-bind ${file} ${place} ` +
		`--chdir ${projectRoot} ${process.execPath}`;
	const vitest = `node_modules/vitest/vitest.mjs run --cache=false test/exercises/${exercise}.test.ts`;
	return new Promise((resolve, reject) => {
		const child = spawn("bwrap", `${bubblewrap} ${vitest}`.split(" "));
		let said = "";
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding("utf8").on("data", (text: string) => {
				said += text;
			});
		child.on("error", reject).on("close", () => {
			if (/Tests .*(passed|failed)/.test(said)) resolve();
			else reject(new Error(`vitest has not tested anything:\n${said}`));
		});
	});
}

/** Resident memory of this process and all that descend from it. */
function megabytesUsed(): number {
	const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,rss="], { encoding: "utf8" });
	const all = stdout
		.trim()
		.split("\n")
		.map((line) => line.trim().split(/\s+/).map(Number));
	const family = new Set([process.pid]);
	for (let before = 0; before !== family.size; ) {
		before = family.size;
		for (const [pid = 0, parent = 0] of all) if (family.has(parent)) family.add(pid);
	}
	const kilobytes = all.reduce((sum, [pid = 0, , rss = 0]) => sum + (family.has(pid) ? rss : 0), 0);
	return Math.round(kilobytes / 1024);
}

const judged = await measureJudge(option("submissions", 200));
const alone = await measureAlone(option("alone", 8));
console.log(`the judge, ${lanes} lanes: ${judged.perSecond.toFixed(1)} submissions a second`);
console.log(`                 memory: ${judged.memory} MB in all processes`);
console.log(`one vitest each:         ${alone.perSecond.toFixed(1)} submissions a second`);
console.log(`ratio:                   ${(judged.perSecond / alone.perSecond).toFixed(1)}`);
process.exit(0);
