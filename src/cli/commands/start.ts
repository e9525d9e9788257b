import { type Command, InvalidArgumentError } from "commander";
import { builtPage } from "../../app/server/built-page";
import { defaultPort, startLabServer } from "../../app/server/lab-server";
import { stateDirectory } from "../../course/progress/state-directory";
import { projectRoot } from "../../project-root";

interface StartOptions {
	readonly open: boolean;
	readonly port?: number;
	readonly json?: boolean;
}

/** `attention-lab start`: the lab in the browser, until Ctrl-C. */
export function addStartCommand(program: Command): void {
	program
		.command("start")
		.description("open the lab in the browser: notebooks, exercises, verdicts")
		.option("--no-open", "only print the address, do not open a browser")
		.option(
			"--port <number>",
			`the port to serve at (default: ${defaultPort}, or a free one)`,
			toPort,
		)
		.option("--json", "print the address as one JSON object: {url, port, pid}")
		.action(start);
}

async function start({ open, port, json = false }: StartOptions): Promise<void> {
	const say = (sentence: string) => console.error(`attention-lab: ${sentence}`);
	const pageDirectory = await builtPage(say);
	const wanted = port ?? defaultPort;
	const lab = await startLabServer({
		root: projectRoot,
		pageDirectory,
		stateDirectory: stateDirectory(),
		port: wanted,
	});
	const stopped = stopSignal(() => lab.kill()); // before anybody hears the address, and may want it gone
	if (lab.port !== wanted && wanted !== 0) say(`port ${wanted} is in use; taking ${lab.port}.`);
	if (json) console.log(JSON.stringify({ url: lab.url, port: lab.port, pid: process.pid }));
	else console.log(`The lab is open at\n\n    ${lab.url}\n\nCtrl-C stops it.`);
	if (open) await openBrowser(lab.url, say);
	await stopped;
	if (!json) say("stopping …");
	await lab.close();
}

async function openBrowser(url: string, say: (sentence: string) => void): Promise<void> {
	const { default: openInBrowser } = await import("open");
	const failed = () => say("no browser could be opened here; open the address above yourself.");
	try {
		(await openInBrowser(url)).once("error", failed);
	} catch {
		failed();
	}
}

/** npm passes on the Ctrl-C that the terminal has sent to everybody: what follows so soon is the same one. */
const sameKeyPress = 200; // milliseconds

/** Resolves at the first Ctrl-C (or request to end); at the second, ends the kernels and the process at once. */
function stopSignal(kill: () => void): Promise<void> {
	return new Promise((resolve) => {
		let firstAt: number | undefined;
		const stop = () => {
			firstAt ??= performance.now();
			resolve();
			if (performance.now() - firstAt < sameKeyPress) return;
			kill();
			process.exit(130);
		};
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
	});
}

function toPort(value: string): number {
	const port = Number(value);
	if (/^\d+$/.test(value) && port <= 65_535) return port;
	throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
