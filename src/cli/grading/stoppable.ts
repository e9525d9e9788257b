import process from "node:process";
import { CommandFailure } from "../command-failure";

/** Runs work that Ctrl-C or a request to end stops in good order; the second time it stops at once. */
export async function stoppable<T>(
	work: (signal: AbortSignal) => Promise<T>,
	message: string,
): Promise<T> {
	const controller = new AbortController();
	const stop = () => controller.abort(new CommandFailure(message, 1));
	process.once("SIGINT", stop);
	process.once("SIGTERM", stop);
	try {
		return await work(controller.signal);
	} finally {
		process.off("SIGINT", stop);
		process.off("SIGTERM", stop);
	}
}
