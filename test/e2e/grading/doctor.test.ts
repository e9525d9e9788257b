import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let withoutBubblewrap: string;
beforeAll(async () => {
	withoutBubblewrap = await mkdtemp(join(tmpdir(), "path-"));
	await chmod(withoutBubblewrap, 0o755);
	for (const program of ["prlimit", "mkfifo", "ldd", "sh", "bash"])
		await symlink(`/usr/bin/${program}`, join(withoutBubblewrap, program));
});
afterAll(() => rm(withoutBubblewrap, { recursive: true }));

describe("grade doctor", () => {
	it("says what was tried, and that all of it was stopped", async () => {
		const { code, stdout } = await doctor(["--json"]);
		const { ok, isolation, probes } = JSON.parse(stdout);
		expect({ code, ok, isolation }).toEqual({ code: 0, ok: true, isolation: "bubblewrap" });
		expect(probes.length).toBeGreaterThan(20);
		for (const { tries, how } of probes) expect(tries && how).toBeTruthy();
	});

	it("says what to install where there is nothing, and ends with 2", async () => {
		const { code, stdout, stderr } = await doctor([], { PATH: withoutBubblewrap });
		expect(code).toBe(2);
		expect(stdout).toContain("apt install bubblewrap");
		expect(stdout).toContain("apt install podman");
		expect(stderr).toContain("do not grade here");
		expect(stdout + stderr).not.toMatch(/^\s+at /m);
	});
});

function doctor(args: string[], env: Record<string, string> = {}) {
	const program = ["src/cli/attention-lab.js", "grade", "doctor", ...args];
	return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
		const options = { env: { ...process.env, ...env } };
		execFile(process.execPath, program, options, (error, stdout, stderr) => {
			resolve({ code: error?.code ?? 0, stdout, stderr });
		});
	});
}
