import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { launchContainer } from "../../../src/grading/jail/launch-container";
import { defaultLimits } from "../../../src/grading/limits";

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "container-"));
	await chmod(folder, 0o755);
	await writeFile(join(folder, "program.cjs"), "", { mode: 0o644 });
	vi.stubEnv("ATTENTION_LAB_CONTAINER_ENGINE", "/opt/engine");
	vi.stubEnv("ATTENTION_LAB_CONTAINER_IMAGE", "registry.example/node:1");
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true });
});

const launch = () =>
	launchContainer({ limits: defaultLimits, program: join(folder, "program.cjs") });

it("starts a container without network, privileges or anything to write to", async () => {
	const { command, args } = await launch();
	const said = args.join(" ");
	expect(command).toBe("/opt/engine");
	for (const flag of [
		...["--network none", "--read-only", "--cap-drop ALL", "--pids-limit 64", "--ipc none"],
		...["--security-opt no-new-privileges", "--user 65534:65534", "--pull never"],
		...["--memory 512m --memory-swap 512m", "--ulimit fsize=0:0", "--ulimit cpu=12:12"],
		"--entrypoint node registry.example/node:1 --max-old-space-size=128",
	])
		expect(said).toContain(flag);
});

it("shows the container the program and nothing else of this machine", async () => {
	const { args } = await launch();
	const mounts = args.filter((_, index) => args[index - 1] === "--volume");
	expect(mounts).toHaveLength(1);
	expect(mounts[0]).toMatch(/program\.cjs:\/program\.cjs:ro$/);
	expect(args.at(-1)).toBe("/program.cjs");
});

it("names every container differently, and knows the engine's failures from Node's", async () => {
	const [one, other] = [await launch(), await launch()];
	const name = ({ args }: typeof one) => args[args.indexOf("--name") + 1];
	expect(name(one)).not.toBe(name(other));
	expect([125, 126, 127, 0, 1, 137].map((code) => one.nodeRan(code))).toEqual([
		...[false, false, false, true, true, true],
	]);
});
