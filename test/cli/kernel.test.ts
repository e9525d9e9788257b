import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { beforeEach, describe, expect, it } from "vitest";
import { dataFolders, userDataFolder } from "../../src/kernel/kernelspec/jupyter-folders";
import { projectRoot } from "../../src/project-root";

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), "attention-lab-kernelspec-"));
});

/** The command in a home of its own, with no environment active unless one is given. */
function kernel(args: readonly string[], env: Record<string, string> = {}) {
	const launcher = join(projectRoot, "src", "cli", "attention-lab.js");
	const { PATH = "" } = process.env;
	return spawnSync(process.execPath, [launcher, "kernel", ...args], {
		cwd: home,
		encoding: "utf8",
		timeout: 30_000,
		env: { PATH, JUPYTER_DATA_DIR: join(home, "jupyter"), ...env },
	});
}

const specIn = (folder: string) => join(folder, "kernels", "attention-lab");
const specBelow = (prefix: string) => specIn(join(prefix, "share", "jupyter"));
const jsonOf = ({ stdout }: { stdout: string }) => JSON.parse(stdout);
const readSpec = (folder: string) => JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));

describe("attention-lab kernel install", () => {
	it("writes a complete kernelspec below a prefix: kernel.json, launcher and logos", () => {
		const { status, stdout } = kernel(["install", "--prefix", home]);
		expect(status).toBe(0);
		expect(stdout).toContain(`installed in ${specBelow(home)}`);
		expect(readdirSync(specBelow(home)).sort()).toEqual([
			"explain.mjs",
			"kernel.json",
			"launch.mjs",
			"logo-32x32.png",
			"logo-64x64.png",
			"logo-svg.svg",
		]);
		expect(readSpec(specBelow(home))).toEqual({
			argv: [
				process.execPath,
				"--disable-warning=ExperimentalWarning",
				join(specBelow(home), "launch.mjs"),
				"{connection_file}",
				projectRoot,
			],
			display_name: "TypeScript (attention-lab)",
			language: "typescript",
			interrupt_mode: "message",
			env: {},
			metadata: { debugger: false },
		});
	});

	it("goes into the active environment, else into the user's folder", () => {
		const environment = join(home, "venv");
		expect(kernel(["install"], { VIRTUAL_ENV: environment }).status).toBe(0);
		expect(existsSync(join(specBelow(environment), "kernel.json"))).toBe(true);
		expect(kernel(["install"], { CONDA_PREFIX: join(home, "conda") }).status).toBe(0);
		expect(existsSync(join(specBelow(join(home, "conda")), "kernel.json"))).toBe(true);
		expect(kernel(["install"]).status).toBe(0);
		expect(existsSync(join(specIn(join(home, "jupyter")), "kernel.json"))).toBe(true);
	});

	it("goes into the user's folder when told so, whatever is active", () => {
		expect(kernel(["install", "--user"], { VIRTUAL_ENV: join(home, "venv") }).status).toBe(0);
		expect(existsSync(specBelow(join(home, "venv")))).toBe(false);
		expect(existsSync(specIn(join(home, "jupyter")))).toBe(true);
	});

	it("takes the place of an older one", () => {
		mkdirSync(specBelow(home), { recursive: true });
		writeFileSync(join(specBelow(home), "kernel.json"), "{}");
		const told = jsonOf(kernel(["install", "--prefix", home, "--json"]));
		expect(told).toEqual({
			name: "attention-lab",
			path: specBelow(home),
			project: projectRoot,
			node: process.execPath,
		});
		expect(readSpec(specBelow(home)).language).toBe("typescript");
	});

	it("says what is wrong, and what to do, where it cannot write", () => {
		writeFileSync(join(home, "file"), "");
		const { status, stderr } = kernel(["install", "--prefix", join(home, "file")]);
		expect(status).toBe(2);
		expect(stderr).toContain(`cannot be written in ${specBelow(join(home, "file"))}`);
		expect(stderr).toContain("Use --user");
	});

	it.runIf(process.platform === "linux")("ends where the system denies every folder", () => {
		expect(kernel(["install", "--prefix", "/proc/nowhere"]).status).toBe(2);
	});

	it("refuses what contradicts itself, and --sys-prefix without an environment", () => {
		expect(kernel(["install", "--user", "--prefix", home]).status).toBe(2);
		expect(kernel(["install", "--user", "--sys-prefix"]).status).toBe(2);
		const { status, stderr } = kernel(["install", "--sys-prefix"]);
		expect(status).toBe(2);
		expect(stderr).toContain("No virtual or conda environment is active");
	});
});

describe("attention-lab kernel list", () => {
	it("shows each place, and whether it still works from there", () => {
		kernel(["install", "--user"]);
		kernel(["install", "--prefix", home]);
		const spec = readSpec(specBelow(home));
		spec.argv[spec.argv.length - 1] = join(home, "gone");
		writeFileSync(join(specBelow(home), "kernel.json"), JSON.stringify(spec));
		const found = jsonOf(kernel(["list", "--prefix", home, "--json"]));
		expect(found).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ path: specBelow(home), state: "project is gone" }),
				expect.objectContaining({ path: specIn(join(home, "jupyter")), state: "here" }),
			]),
		);
		const { stdout } = kernel(["list", "--prefix", home]);
		expect(stdout).toContain("starts this project");
		expect(stdout).toContain(`broken: there is no project in ${join(home, "gone")}`);
	});

	it("knows a kernelspec whose Node is gone, one of another project, and a broken one", () => {
		const stateWith = (change: (spec: { argv: string[] }) => unknown) => {
			kernel(["install", "--user"]);
			const folder = specIn(join(home, "jupyter"));
			const changed = change(readSpec(folder));
			writeFileSync(join(folder, "kernel.json"), JSON.stringify(changed));
			return jsonOf(kernel(["list", "--json"])).find(
				({ path }: { path: string }) => path === folder,
			).state;
		};
		const elsewhere = join(home, "elsewhere");
		mkdirSync(elsewhere);
		writeFileSync(join(elsewhere, "package.json"), "{}");
		expect(stateWith((spec) => ({ ...spec, argv: spec.argv.with(0, "/no/node") }))).toBe(
			"Node is gone",
		);
		expect(stateWith((spec) => ({ ...spec, argv: spec.argv.with(-1, elsewhere) }))).toBe(
			"elsewhere",
		);
		expect(stateWith(() => ({ argv: "all wrong" }))).toBe("unreadable");
	});
});

describe("attention-lab kernel uninstall", () => {
	it("removes what install wrote, and answers no when there is nothing", () => {
		kernel(["install", "--prefix", home]);
		expect(jsonOf(kernel(["uninstall", "--prefix", home, "--json"]))).toMatchObject({
			removed: true,
		});
		expect(existsSync(specBelow(home))).toBe(false);
		const again = kernel(["uninstall", "--prefix", home]);
		expect(again.status).toBe(1);
		expect(again.stderr).toContain("is not installed");
	});
});

describe("where Jupyter looks for kernels", () => {
	it("is the same place that Jupyter itself takes, on every platform", () => {
		const env = { HOME: "/home/ada" };
		expect(userDataFolder(env, "linux")).toBe("/home/ada/.local/share/jupyter");
		expect(userDataFolder({ ...env, XDG_DATA_HOME: "/data" }, "linux")).toBe("/data/jupyter");
		expect(userDataFolder(env, "darwin")).toBe("/home/ada/Library/Jupyter");
		expect(userDataFolder({ ...env, APPDATA: "/roaming" }, "win32")).toBe("/roaming/jupyter");
		expect(userDataFolder({ ...env, JUPYTER_DATA_DIR: "/mine" }, "linux")).toBe("/mine");
	});

	it("includes JUPYTER_PATH, the active environments and the system", () => {
		const env = { HOME: "/h", JUPYTER_PATH: "/extra", VIRTUAL_ENV: "/venv" };
		expect(dataFolders(env, "linux")).toEqual([
			"/extra",
			"/venv/share/jupyter",
			"/h/.local/share/jupyter",
			"/usr/local/share/jupyter",
			"/usr/share/jupyter",
		]);
	});
});
