import { stripVTControlCharacters } from "node:util";
import type { Failure } from "../checking/failure";
import { placeInStack, readable } from "../checking/thrown";
import { type Source, syntaxProblem } from "./source-problem";

/** An error of vitest's, which has crossed from another thread. */
interface ThrownAtImport {
	readonly name?: string;
	readonly message: string;
	readonly stack?: string;
}

/** Why a file could not be imported: what it threw, or what it imports and cannot have. */
export function importProblem(error: ThrownAtImport, source: Source): Failure {
	const { label } = source;
	const message = stripVTControlCharacters(error.message);
	const [, invalid, line, column] = /\[PARSE_ERROR\] (.+)\n.*?:(\d+):(\d+) *\]/.exec(message) ?? [];
	if (invalid) return syntaxProblem(source, invalid, Number(line), Number(column));

	const [, specifier] =
		/(?:Cannot find (?:module|package)|resolve import) ['"](.+?)['"]/.exec(message) ?? [];
	if (specifier) {
		const advice = specifier.startsWith(".")
			? "Look at the spelling and the path."
			: 'Look at the spelling; the path of a file beside this one starts with "./".';
		return { summary: `${label} imports "${specifier}", which cannot be found. ${advice}` };
	}
	const place = placeInStack(error.stack ?? "");
	const said = [error.name, readable(message)].filter(Boolean).join(": ");
	return {
		summary: `${label} could not be loaded, because a line outside the functions threw ${said}`,
		...(place && { place }),
	};
}
