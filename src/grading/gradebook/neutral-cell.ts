/**
 * A text that no spreadsheet takes for a formula: an apostrophe goes before what would begin one, as
 * people type it themselves (OWASP, "CSV Injection"). It goes before an apostrophe, too, so that
 * `originalCell` finds the text again.
 */
export const neutralCell = (text: string): string =>
	/^[\s'=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;

/** The text that `neutralCell` was given. */
export const originalCell = (cell: string): string => cell.replace(/^'/, "");
