// `npm run bench [name…] [--option…]`: compiles the benchmarks and runs each in a process of its own, with the options
// and this process's own Node flags. They print, and judge nothing.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { ensureBuilt } from "../../src/cli/build.js";

const folder = join("test", "bench");
const parameters = process.argv.slice(2);
const options = parameters.filter((parameter) => parameter.startsWith("--"));
const named = parameters.filter((parameter) => !options.includes(parameter));
const names = readdirSync(folder)
	.filter((file) => file.endsWith(".bench.ts"))
	.map((file) => file.slice(0, -".bench.ts".length))
	.filter((name) => named.length === 0 || named.includes(name));

await ensureBuilt();
await build({
	entryPoints: names.map((name) => join(folder, `${name}.bench.ts`)),
	outdir: join(".build", "bench"),
	bundle: true,
	format: "esm",
	platform: "node",
	packages: "external",
	logLevel: "error",
});
for (const name of names) {
	console.log(`\n${name}`);
	const program = join(".build", "bench", `${name}.bench.js`);
	const { status } = spawnSync(process.execPath, [...process.execArgv, program, ...options], {
		stdio: "inherit",
	});
	process.exitCode ||= status ?? 1;
}
