import { GradingError } from "../grading-error";
import { quoted, type Table } from "./read-table";

/**
 * The indices of a table's columns by name, whatever the letters' case; -1 for an optional one that is
 * not there.
 *
 * @throws GradingError that quotes the columns when they are others
 */
export function namedColumns<Needed extends string, Optional extends string = never>(
	{ name, header }: Table,
	needed: readonly Needed[],
	optional: readonly Optional[] = [],
): Record<Needed | Optional, number> {
	const plain = header.map((text) => text.toLowerCase());
	const all: readonly (Needed | Optional)[] = [...needed, ...optional];
	const unknown = header.filter((_, i) => !(all as readonly string[]).includes(plain[i]!));
	if (unknown.length > 0 || needed.some((column) => !plain.includes(column)))
		throw new GradingError(
			`${name} has the columns ${quoted(header)}. It needs ${quoted(needed)}${optional.length > 0 ? ` and may have ${quoted(optional)}` : ""}.`,
		);
	return Object.fromEntries(all.map((column) => [column, plain.indexOf(column)])) as Record<
		Needed | Optional,
		number
	>;
}
