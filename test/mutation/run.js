// `npm run test:mutation`: changes the solutions in every small way that Stryker knows and sees whether the checks
// notice. Every mutant that survives must be explained in equivalent-mutants.json; the report is written beside it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const folder = join("test", "mutation");
const stryker = join(folder, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");

if (!existsSync(stryker)) {
	console.log("installing Stryker for the mutation tests …");
	const { status } = spawnSync("npm ci --no-audit --no-fund", {
		cwd: folder,
		shell: true,
		stdio: "inherit",
	});
	if (status !== 0) process.exit(2);
}
const run = spawnSync(process.execPath, [stryker, "run", join(folder, "stryker.config.json")], {
	stdio: "inherit",
});
if (run.status !== 0) process.exit(2);

/** @type {{ files: Record<string, { source: string, mutants: Mutant[] }> }} */
const report = JSON.parse(readFileSync(join(".build", "mutation.json"), "utf8"));
/** @type {{ file: string, original: string, replacement: string, why: string }[]} */
const equivalents = JSON.parse(readFileSync(join(folder, "equivalent-mutants.json"), "utf8"));

/** @typedef {{ line: number, column: number }} Place */
/** @typedef {{ mutatorName: string, replacement: string, status: string, location: { start: Place, end: Place } }} Mutant */

/** @type {(string | number)[][]} */
const rows = [];
const unexplained = [];
const used = new Set();
for (const [path, { source, mutants }] of Object.entries(report.files)) {
	const file = path.replace(/^solutions\//, "");
	const survivors = mutants
		.filter(({ status }) => status === "Survived" || status === "NoCoverage")
		.map((mutant) => ({
			file,
			line: mutant.location.start.line,
			original: textAt(source, mutant.location),
			replacement: mutant.replacement,
		}));
	for (const survivor of survivors) {
		const known = equivalents.find(
			({ file, original, replacement }) =>
				file === survivor.file &&
				original === survivor.original &&
				replacement === survivor.replacement,
		);
		if (known) used.add(known);
		else unexplained.push(survivor);
	}
	rows.push([file, mutants.length, mutants.length - survivors.length, survivors.length]);
}
const stale = equivalents.filter((known) => !used.has(known));

writeFileSync(join(folder, "report.md"), reportText());
for (const mutant of unexplained) console.log(`survived: ${JSON.stringify(mutant)}`);
for (const known of stale)
	console.log(`explained, but it does not survive: ${JSON.stringify(known)}`);
process.exitCode = unexplained.length + stale.length > 0 ? 1 : 0;

/**
 * @param {string} source
 * @param {{ start: Place, end: Place }} location lines and columns from 1
 */
function textAt(source, { start, end }) {
	const lines = source.split("\n").slice(start.line - 1, end.line);
	const last = lines.length - 1;
	lines[last] = (lines[last] ?? "").slice(0, end.column - 1);
	lines[0] = (lines[0] ?? "").slice(start.column - 1);
	return lines.join("\n");
}

function reportText() {
	const table = rows.map((row) => `| ${row.join(" | ")} |`).join("\n");
	const reasons = equivalents.map(
		({ file, original, replacement, why }) =>
			`- \`${file}\`: \`${original}\` → \`${replacement}\`: ${why}`,
	);
	return `# Mutation report

Written by \`npm run test:mutation\`: every small change to a solution that the checks of its exercise were shown.

| solution | mutants | noticed | survived |
|---|---|---|---|
${table}

## Mutants that survive, and why that is right

${reasons.length > 0 ? reasons.join("\n") : "None."}
`;
}
