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
	for (const line of error.stack.split("\n")) {
		const [, file, position] =
			/((?:exercises|solutions)[\\/][^\\/()]+?\.\w+)(?:\?[^:]*)?:(\d+:\d+)\)?$/.exec(line) ?? [];
		if (file) return `${file.replace("\\", "/")}:${position}`;
	}
	return undefined;
}

function sayError(error: unknown): string {
	if (!(error instanceof Error))
		return `${describe(error)}. Throw an Error instead: \`throw new Error("what happened")\`.`;
	const message = `${error.name}: ${error.message}`;
	if (error instanceof RangeError && error.message.includes("call stack"))
		return `${message}. Either a function calls itself without end, or \`Math.max(...row)\` was given a very long row.`;
	return message;
}
