import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../src/project-root";

let checkout: string;
beforeEach(() => {
	checkout = mkdtempSync(join(tmpdir(), "attention-lab-first-"));
	cpSync(join(projectRoot, "src", "cli"), join(checkout, "src", "cli"), { recursive: true });
	writeFileSync(join(checkout, "package-lock.json"), "{}");
	mkdirSync(join(checkout, "bin"));
	npmDoes("mkdir -p node_modules && echo '{}' > node_modules/.package-lock.json");
});
afterEach(() => rmSync(checkout, { recursive: true }));

/** Stands in for npm: says what it was asked, then does this. */
function npmDoes(script: string) {
	const text = `#!/bin/sh\necho "npm $*" >&2\n${script}\n`;
	writeFileSync(join(checkout, "bin", "npm"), text, { mode: 0o755 });
}

/** What every first command begins with. */
function ensureInstalled() {
	const module = pathToFileURL(join(checkout, "src", "cli", "ensure-installed.js"));
	const script = `(await import(${JSON.stringify(module.href)})).ensureInstalled()`;
	return spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
		encoding: "utf8",
		env: { ...process.env, PATH: `${join(checkout, "bin")}${delimiter}${process.env.PATH}` },
	});
}

function install(finished = true) {
	mkdirSync(join(checkout, "node_modules"));
	if (finished) writeFileSync(join(checkout, "node_modules", ".package-lock.json"), "{}");
}

describe.skipIf(process.platform === "win32")("the first command after a clone", () => {
	it("installs what is not installed, says so, and goes on", () => {
		const { status, stderr } = ensureInstalled();
		expect(status).toBe(0);
		expect(stderr).toContain("the dependencies are not installed yet; running");
		expect(stderr).toContain("npm ci ");
		expect(existsSync(join(checkout, "node_modules"))).toBe(true);
	});

	it("finishes a half-finished install", () => {
		install(false);
		expect(ensureInstalled().stderr).toContain("an earlier install did not finish; running");
	});

	it("installs again when the lock file is newer", () => {
		install();
		const tomorrow = Date.now() / 1000 + 86_400;
		utimesSync(join(checkout, "package-lock.json"), tomorrow, tomorrow);
		expect(ensureInstalled().stderr).toContain("package-lock.json is newer");
	});

	it("is silent and quick when everything is there", () => {
		install();
		expect(ensureInstalled()).toMatchObject({ status: 0, stderr: "" });
	});

	it("says what to do when the install fails, and ends with 2", () => {
		npmDoes("exit 1");
		const { status, stderr } = ensureInstalled();
		expect(status).toBe(2);
		expect(stderr).toContain('"npm ci" failed');
		expect(stderr).toContain(checkout);
	});
});

describe("a Node that is too old", () => {
	function onNode(version: string) {
		const module = pathToFileURL(join(checkout, "src", "cli", "require-supported-node.js"));
		const script = `(await import(${JSON.stringify(module.href)})).requireSupportedNode("${version}")`;
		return spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
			encoding: "utf8",
		});
	}

	it.each(["18.20.8", "20.18.3"])("is told which one is needed: %s", (version) => {
		const { status, stderr } = onNode(version);
		expect(status).toBe(2);
		expect(stderr).toContain(`needs Node 20.19 or newer, but this is Node ${version}`);
	});

	it.each(["20.19.0", "22.0.0", "26.10.0"])("is not: %s", (version) => {
		expect(onNode(version)).toMatchObject({ status: 0, stderr: "" });
	});
});
