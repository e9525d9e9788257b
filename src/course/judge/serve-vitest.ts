import type { MessagePort } from "node:worker_threads";
import "fast-check"; // what every check file imports is loaded while nobody waits
import "vitest";
import { init, runBaseTests, setupEnvironment } from "vitest/worker";

/**
 * Makes this thread one of vitest's workers.
 *
 * @param around is given the run of a check file, to do what is needed before and after it
 */
export function serveVitest(
	port: MessagePort,
	around: (run: () => Promise<void>) => Promise<void>,
): void {
	init({
		post: port.postMessage.bind(port),
		on: (listen) => port.on("message", listen),
		off: (listen) => port.off("message", listen),
		teardown: () => port.removeAllListeners("message"),
		setup: setupEnvironment,
		runTests: (state, traces) => around(() => runBaseTests("run", state, traces)),
		collectTests: (state, traces) => runBaseTests("collect", state, traces),
	});
}
