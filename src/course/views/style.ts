/** How a terminal tells things apart; the plain style adds nothing, because no meaning hangs on it. */
export interface Style {
	bold(text: string): string;
	faint(text: string): string;
	good(text: string): string;
	bad(text: string): string;
	open(text: string): string;
}

const asItIs = (text: string): string => text;

export const plainStyle: Style = {
	bold: asItIs,
	faint: asItIs,
	good: asItIs,
	bad: asItIs,
	open: asItIs,
};

const escaped =
	(begin: number, end: number) =>
	(text: string): string =>
		`\u001b[${begin}m${text}\u001b[${end}m`;

export const colourStyle: Style = {
	bold: escaped(1, 22),
	faint: escaped(2, 22),
	good: escaped(32, 39),
	bad: escaped(31, 39),
	open: escaped(33, 39),
};
