// `npm run bench [name…]`: compiles the benchmarks and runs each in a process of its own. They print, and judge nothing.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { ensureBuilt } from "../../src/cli/build.js";

const folder = join("test", "bench");
const named = process.argv.slice(2);
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
	const { status } = spawnSync(process.execPath, [join(".build", "bench", `${name}.bench.js`)], {
		stdio: "inherit",
	});
	process.exitCode ||= status ?? 1;
}
