import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type ListenOptions, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bait } from "./probe";

const variable = "ATTENTION_LAB_PROBE";

export interface PreparedBait extends Bait {
	/** Where the programs of the probes are written. */
	readonly home: string;
	/** Clears everything away. */
	close(): Promise<void>;
}

/** Lays out what the probes go for: a file, a folder, services, a process, a variable. */
export async function prepareBait(): Promise<PreparedBait> {
	const secret = randomUUID();
	const home = await mkdtemp(join(tmpdir(), "attention-lab-probes-"));
	const [file, folder, socket] = [join(home, "secret"), join(home, "open"), join(home, "socket")];
	await chmod(home, 0o755);
	await writeFile(file, secret);
	await chmod(file, 0o644);
	await mkdir(folder);
	await chmod(folder, 0o777);
	const tcp = await service(secret, { host: "127.0.0.1", port: 0 });
	const local = await service(secret, { path: socket });
	await chmod(socket, 0o777);
	const { port } = tcp.address() as AddressInfo;
	const datagrams = createSocket("udp4").on("message", (_, from) => {
		datagrams.send(secret, from.port, from.address);
	});
	await once(datagrams.bind(port, "127.0.0.1"), "listening");
	const bystander = startBystander(secret);
	process.env[variable] = secret;
	return {
		...{ secret, home, file, folder, port, socket, process: bystander.pid ?? 0 },
		leftBehind: ["sleep", `${600 + Math.random()}`],
		async close() {
			delete process.env[variable];
			bystander.kill("SIGKILL");
			datagrams.close();
			tcp.close();
			local.close();
			await rm(home, { recursive: true, force: true });
		},
	};
}

/** Tells everyone who connects the secret. */
async function service(secret: string, where: ListenOptions): Promise<Server> {
	const server = createServer((client) => client.on("error", () => {}).end(secret));
	await once(server.listen(where), "listening");
	return server;
}

/** A process that somebody else runs on this machine; it ends with the grader. */
function startBystander(secret: string): ChildProcess {
	const program = "process.stdin.resume()";
	return spawn(process.execPath, ["-e", program, secret], { stdio: ["pipe", "ignore", "ignore"] });
}
