// What the kernel itself offers to every cell.

/** A value that says itself how it is shown: a MIME bundle, such as `{ "text/html": "<b>bold</b>" }`. */
interface DisplayableValue {
	[key: symbol]: () => { readonly [mimeType: string]: unknown };
}

/** An output that can be shown anew in its place. */
interface DisplayHandle {
	/** Replaces what is shown. */
	update(value: unknown): void;
}

/** Shows a value at once, as the last expression of a cell would be shown at its end. */
declare function display(value: unknown): DisplayHandle;

/** HTML to be shown: as a cell's last expression, or through `display`. */
declare function html(markup: string): DisplayableValue;

/** Markdown to be shown: as a cell's last expression, or through `display`. */
declare function markdown(text: string): DisplayableValue;

/** An SVG picture to be shown: as a cell's last expression, or through `display`. */
declare function svg(markup: string): DisplayableValue;

/** A formula to be shown, with its dollar signs: as a cell's last expression, or through `display`. */
declare function latex(formula: string): DisplayableValue;

/** Removes the cell's outputs; with `wait`, only when the next one comes, so that nothing flickers. */
declare function clearOutput(options?: { wait?: boolean }): void;

/** Asks the person in front of the notebook for a line of text and waits for it. */
declare function prompt(question?: string): string;
