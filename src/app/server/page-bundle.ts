import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../project-root";

const require = createRequire(join(projectRoot, "package.json"));

/** The page's sources. */
export const pageDirectory = join(projectRoot, "src", "app", "page");

/** The files that decide what the bundle is. */
export async function pageSources(): Promise<string[]> {
	const entries = await readdir(pageDirectory, { recursive: true, withFileTypes: true });
	const sources = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	const bundler = join(projectRoot, "src", "app", "server", "page-bundle.ts");
	return [...sources, bundler, join(projectRoot, "package-lock.json")].filter((file) =>
		existsSync(file),
	);
}

/** Bundles the page into `outDirectory` with vite. Takes some seconds. */
export async function bundlePage(outDirectory: string): Promise<void> {
	const { build } = await import("vite");
	await build({
		configFile: false,
		root: pageDirectory,
		base: "/lab/",
		logLevel: "error",
		define: {
			global: "globalThis",
			__dirname: '""',
			"process.env": "{}",
			"process.cwd": "(() => '/')",
			"process.platform": '"browser"',
		},
		resolve: {
			alias: [
				{ find: /^~(.*)$/, replacement: "$1" }, // a stylesheet's way to name a package
				{ find: /^path$/, replacement: require.resolve("path-browserify") },
			],
		},
		plugins: [importedAsText(), withoutDeadWeight(), darkThemeApart()],
		build: {
			outDir: outDirectory,
			emptyOutDir: true,
			target: "es2022",
			assetsInlineLimit: 0,
			chunkSizeWarningLimit: 10_000,
			reportCompressedSize: false,
		},
	});
}

/** JupyterLab's modules import icons and some stylesheets as strings. */
function importedAsText() {
	return {
		name: "imported-as-text",
		enforce: "pre" as const,
		async load(id: string) {
			if (!/\.(svg|raw\.css)$/.test(id)) return null;
			const { readFile } = await import("node:fs/promises");
			return {
				code: `export default ${JSON.stringify(await readFile(id, "utf8"))}`,
				moduleType: "js" as const,
			};
		},
	};
}

/** Packages that JupyterLab's components mention and this page never uses. */
function withoutDeadWeight() {
	const unused = /^(mermaid|@mermaid-js\/.*|@fortawesome\/.*)$/;
	return {
		name: "without-dead-weight",
		enforce: "pre" as const,
		resolveId(source: string) {
			return unused.test(source) ? `\0unused:${source}` : null;
		},
		load(id: string) {
			return id.startsWith("\0unused:") ? "export default {}" : null;
		},
	};
}

/** JupyterLab's dark colours hold where the page says it is dark, not everywhere. */
function darkThemeApart() {
	return {
		name: "dark-theme-apart",
		enforce: "pre" as const,
		transform(code: string, id: string) {
			return /theme-dark-extension[\\/]style[\\/]variables\.css/.test(id)
				? code.replaceAll(":root", ':root[data-theme="dark"]')
				: null;
		},
	};
}
