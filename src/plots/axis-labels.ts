import { count } from "../attention/shapes/agree";
import { ShapeError } from "../attention/shapes/shape-error";
import { escapeLabel } from "./escape-label";

/**
 * One label a position, given or made up ("key 0", "key 1", …).
 *
 * @throws ShapeError when there are not as many labels as positions
 */
export function axisLabels(
	name: string,
	given: readonly string[] | undefined,
	length: number,
	what: "key" | "query",
): string[] {
	const labels = given ?? Array.from({ length }, (_, i) => `${what} ${i}`);
	const plural = what === "key" ? "keys" : "queries";
	if (labels.length !== length)
		throw new ShapeError(
			`${name} has ${count(labels.length, "label")} but there are ${length} ${plural}`,
		);
	return [...labels];
}

/**
 * An axis with a label at each position. Positions are numbers: given words as positions, plotly.js
 * would draw two tokens "the" on top of each other.
 */
export function labelledAxis(title: string, labels: readonly string[]) {
	return {
		title: { text: title, standoff: 12 },
		tickmode: "array",
		tickvals: labels.map((_, i) => i),
		ticktext: labels.map(escapeLabel),
		showgrid: false,
		zeroline: false,
	};
}
