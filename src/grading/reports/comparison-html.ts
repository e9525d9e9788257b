import { closeTo } from "../../course/checking/close-to";
import type { Compared } from "../../course/checking/report";
import {
	diverging,
	divergingAboveZero,
	escapeHtml,
	formatNumber,
} from "../../course/views/drawing";
import { heatColor } from "./heat-color";

type Rows = Compared["expected"];

/**
 * Expected beside actual, as two heat maps on one scale with a number in every cell. A cell that
 * departs from what was expected has a frame, a "≠" and hidden words, whatever its colour.
 *
 * @param told what stands above it: a call that is told there is not repeated
 */
export function comparisonHtml({ call, part, expected, actual }: Compared, told = ""): string {
	const names = [told.includes(call) ? undefined : call, part].filter((name) => name !== undefined);
	const caption = names.map((name) => `<code>${escapeHtml(name)}</code>`).join(", ");
	const color = scaleFor([...expected, ...actual]);
	const digits = digitsFor(expected, actual);
	const map = (title: string, rows: Rows, isOff: (row: number, column: number) => boolean) =>
		`<div class="heat" role="region" tabindex="0" aria-label="${title}"><table>` +
		`<caption>${title} <small>${shapeOf(rows)}</small></caption>` +
		`<tbody>${rows
			.map(
				(row, i) =>
					`<tr>${row.map((value, j) => cell(value, color(value), digits, isOff(i, j))).join("")}</tr>`,
			)
			.join("")}</tbody></table></div>`;
	const isOff = (i: number, j: number) => differs(expected[i]?.[j], actual[i]?.[j]);
	return (
		`<figure class="comparison">${caption && `<figcaption>${caption}</figcaption>`}<div class="pair">` +
		`${map("Expected", expected, () => false)}${map("Yours", actual, isOff)}</div></figure>`
	);
}

function cell(value: number, style: string, digits: number, isOff: boolean): string {
	const shown = formatNumber(value, digits);
	return isOff
		? `<td class="off" style="${style}">≠ ${shown}<span class="unseen"> differs</span></td>`
		: `<td style="${style}">${shown}</td>`;
}

const differs = (expected: number | undefined, actual: number | undefined): boolean =>
	expected === undefined || actual === undefined || !closeTo(actual, expected);

/** Orange below zero, purple above, as the course's figures of scores; grey for what is no number. */
function scaleFor(rows: Rows): (value: number) => string {
	const finite = rows.flat().filter((value) => Number.isFinite(value));
	const furthest = finite.reduce((far, value) => Math.max(far, Math.abs(value)), 0) || 1;
	const low = finite.some((value) => value < 0) ? -furthest : 0;
	const scale = low < 0 ? diverging : divergingAboveZero;
	return (value) => {
		if (!Number.isFinite(value)) return "background:#e0e0e0;color:#000000";
		const { ground, ink } = heatColor(scale, (value - low) / (furthest - low));
		return `background:${ground};color:${ink}`;
	};
}

/** As few decimals as tell every wrong number from the right one. */
function digitsFor(expected: Rows, actual: Rows): number {
	const pairs = expected.flatMap((row, i) =>
		row.flatMap((right, j): [number, number][] => {
			const wrong = actual[i]?.[j];
			return wrong !== undefined && differs(right, wrong) ? [[right, wrong]] : [];
		}),
	);
	for (let digits = 2; digits < 9; digits++)
		if (pairs.every(([a, b]) => formatNumber(a, digits) !== formatNumber(b, digits))) return digits;
	return 9;
}

/** "2 × 3" */
const shapeOf = (rows: Rows): string => `${rows.length} × ${rows[0]?.length ?? 0}`;
