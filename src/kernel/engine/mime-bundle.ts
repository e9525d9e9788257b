import { inspect } from "node:util";
import type { JsonObject } from "../message";

/** A value's representations, by MIME type. */
export type MimeBundle = JsonObject;

/** The convention by which a value tells a JavaScript kernel how it is shown. */
export const displaySymbol = Symbol.for("Jupyter.display");

/** How a value is shown: as it says itself, or as Node would print it. */
export async function mimeBundle(value: unknown): Promise<MimeBundle> {
	if (isDisplayable(value)) {
		const bundle: unknown = await value[displaySymbol]();
		if (typeof bundle === "object" && bundle !== null) return bundle as MimeBundle;
	}
	return { "text/plain": inspect(value, { depth: 4, maxArrayLength: 100, breakLength: 100 }) };
}

function isDisplayable(value: unknown): value is { [displaySymbol](): unknown } {
	if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
	return typeof (value as { [displaySymbol]?: unknown })[displaySymbol] === "function";
}
