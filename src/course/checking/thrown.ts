import type { Failure } from "./failure";
import { describe } from "./show-value";

/** The errors of a stub that nobody has touched yet. */
export const isNotImplemented = (error: unknown): boolean =>
	error instanceof Error && error.name === "NotImplemented";

/** What a call that threw an error tells the learner: the error's own words and the line of their code. */
export function describeThrown(name: string, error: unknown): Failure {
	const place = placeOf(error);
	return { summary: `${name} threw ${sayError(error)}`, ...(place && { place }) };
}

/** The line of the learner's code nearest to where an error was thrown: "exercises/02-softmax.ts:14:9". */
export function placeOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || typeof error.stack !== "string") return undefined;
	return placeInStack(error.stack);
}

/** The first line of a stack that is in an exercise (or a solution). */
export function placeInStack(stack: string): string | undefined {
	for (const line of stack.split("\n")) {
		const [, file, position] =
			/((?:exercises|solutions)[\\/][^\\/()]+?\.\w+)(?:\?[^:]*)?:(\d+:\d+)\)?$/.exec(line) ?? [];
		if (file) return `${file.replace("\\", "/")}:${position}`;
	}
	return undefined;
}

function sayError(error: unknown): string {
	if (!(error instanceof Error))
		return `${describe(error)}. Throw an Error instead: \`throw new Error("what happened")\`.`;
	const message = `${error.name}: ${readable(error.message)}`;
	if (error instanceof RangeError && error.message.includes("call stack"))
		return `${message}. Either a function calls itself without end, or \`Math.max(...row)\` was given a very long row.`;
	return message;
}

/** A message of the JavaScript engine in the learner's own names, which vite and vitest rewrite. */
export const readable = (message: string): string =>
	message
		.replace(/\(0 ?, ?__vi\w*_\d+__\.(\w+)\)|__vi\w*_\d+__\.(\w+)/g, "$1$2")
		.replace(
			/^process\.exit unexpectedly called.*/,
			"process.exit was called, which ends the program",
		);
