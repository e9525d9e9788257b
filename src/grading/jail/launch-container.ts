import { type ChildProcess, execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { containerEngine, containerImage } from "./container-settings";
import { type JailOptions, type Launch, unprivilegedUser } from "./launch";
import { nodeOptions } from "./node-options";
import { readableCopy } from "./readable-copy";
import { containerLimits } from "./resource-limits";

/** What the engine answers when it, and not the program, failed. */
const engineFailures = [125, 126, 127];

/** A container without network, without privileges, with nothing to write to. */
export async function launchContainer({ limits, program }: JailOptions): Promise<Launch> {
	const engine = containerEngine();
	const name = `attention-lab-${randomUUID()}`;
	const programInside = `/program${extname(program)}`;
	return {
		command: engine,
		args: [
			...["run", "--rm", "--interactive", "--pull", "never", "--log-driver", "none"],
			...["--name", name, "--network", "none", "--read-only", "--cap-drop", "ALL"],
			...["--security-opt", "no-new-privileges", "--hostname", "jail", "--workdir", "/"],
			...["--user", `${unprivilegedUser}:${unprivilegedUser}`, "--ipc", "none"],
			...containerLimits(limits),
			...["--volume", `${await readableCopy(program)}:${programInside}:ro`],
			...["--entrypoint", "node", containerImage()],
			...nodeOptions(limits),
			programInside,
		],
		// The engine's own: where its daemon and its images are.
		environment: process.env,
		findNode: (child) => inspect(engine, name, child),
		nodeRan: (code) => !engineFailures.includes(code),
		killed: "memory",
		stop: () => execFile(engine, ["rm", "--force", name], () => {}),
	};
}

async function inspect(engine: string, name: string, child: ChildProcess): Promise<number> {
	const ask = ["inspect", "--type", "container", "--format", "{{.State.Pid}}", name];
	while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
		const { stdout } = await promisify(execFile)(engine, ask).catch(() => ({ stdout: "0" }));
		if (Number(stdout) > 0) return Number(stdout);
		await delay(20);
	}
	throw new Error(`${engine} ended`);
}
