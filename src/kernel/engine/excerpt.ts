import { gray, red } from "./ansi";

/** One line of source with its number and a mark below the place; line and column from 0. */
export function excerpt(source: string, line: number, column: number, length = 1): string {
	const text = source.split(/\r?\n/)[line] ?? "";
	const number = String(line + 1);
	const room = Math.max(1, Math.min(length, text.length - column));
	const indent = text.slice(0, column).replaceAll(/[^\t]/g, " ");
	return [
		`${gray(`${number} |`)} ${text}`,
		`${gray(`${" ".repeat(number.length)} |`)} ${indent}${red("^".repeat(room))}`,
	].join("\n");
}
