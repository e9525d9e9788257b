import type { Failure } from "../checking/failure";

/** A file replaced built-ins of these names. */
export function replacedProblem(names: readonly string[]): Failure {
	const list = names.slice(0, 5).join(", ");
	return {
		summary: `This file replaces ${list}, which all code in the process uses, the checks too. Give your function a name of its own instead.`,
	};
}
