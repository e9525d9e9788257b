const code = (open: number, close: number) => (text: string) =>
	`\u001b[${open}m${text}\u001b[${close}m`;

/** Colours that every Jupyter front end shows in tracebacks. */
export const red = code(31, 39);
export const cyan = code(36, 39);
export const gray = code(90, 39);
export const bold = code(1, 22);
