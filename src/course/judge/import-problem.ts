import type { Failure } from "../checking/failure";
import { placeInStack, readable } from "../checking/thrown";
import type { Source } from "./source-problem";

/** An error of vitest's, which has crossed from another thread. */
interface ThrownAtImport {
	readonly name?: string;
	readonly message: string;
	readonly stack?: string;
}

/** Why a file could not be imported: what it threw, or what it imports and cannot have. */
export function importProblem(error: ThrownAtImport, { label }: Source): Failure {
	const missing =
		/Cannot find (?:module|package) ['"](.+?)['"]|Failed to resolve import ['"](.+?)['"]/.exec(
			error.message,
		);
	const specifier = missing?.[1] ?? missing?.[2];
	if (specifier)
		return {
			summary: `${label} imports "${specifier}", which cannot be found. Look at the spelling${specifier.startsWith(".") ? " and the path" : '; the path of a file beside this one starts with "./"'}.`,
		};
	const place = placeInStack(error.stack ?? "");
	const said = [error.name, readable(error.message)].filter(Boolean).join(": ");
	return {
		summary: `${label} could not be loaded, because a line outside the functions threw ${said}`,
		...(place && { place }),
	};
}
