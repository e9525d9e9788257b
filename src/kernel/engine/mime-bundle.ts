import { inspect } from "node:util";
import type { JsonObject } from "../message";
import { numberDisplay } from "./number-display";

/** A value's representations, by MIME type. */
export type MimeBundle = JsonObject;

/** The convention by which a value tells a JavaScript kernel how it is shown. */
export const displaySymbol = Symbol.for("Jupyter.display");

/**
 * How a value is shown: as it says itself, a plotly.js figure drawn, numbers as tables, everything else as Node would
 * print it. A promise only where the value gives one. An empty bundle means: not at all.
 */
export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
	if (!isDisplayable(value)) return plain(value);
	const bundle = value[displaySymbol]();
	if (!(bundle instanceof Promise)) return isBundle(bundle) ? bundle : plain(value);
	return bundle.then((settled: unknown) => (isBundle(settled) ? settled : plain(value)));
}

function plain(value: unknown): MimeBundle {
	const text = inspect(value, { depth: 4, maxArrayLength: 100, breakLength: 100 });
	if (isPlotlyFigure(value)) {
		const figure: JsonObject = { ...value };
		return { "application/vnd.plotly.v1+json": figure, "text/plain": text };
	}
	return numberDisplay(value) ?? { "text/plain": text };
}

/** A plotly.js figure as people write it: an object of `data` and `layout`. */
function isPlotlyFigure(value: unknown): value is { data: JsonObject[]; layout: JsonObject } {
	if (typeof value !== "object" || value === null) return false;
	const { data, layout } = value as { data?: unknown; layout?: unknown };
	return (
		Array.isArray(data) && typeof layout === "object" && layout !== null && !Array.isArray(layout)
	);
}

function isBundle(value: unknown): value is MimeBundle {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isDisplayable(value: unknown): value is { [displaySymbol](): unknown } {
	if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
	return typeof (value as { [displaySymbol]?: unknown })[displaySymbol] === "function";
}
