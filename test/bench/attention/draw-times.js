/** @import { CaseReport } from "./report.js" */

const width = 760;
const left = 220;
const right = 640;
const top = 64;
const rowHeight = 28;

/**
 * A dot for each contender on a logarithmic axis of milliseconds, the fastest on top, as SVG that suits light and dark
 * pages. Ours is a diamond, so that colour is not the only signal.
 * @param {CaseReport} which
 * @param {string} caption where and how it was measured
 */
export function drawTimes({ title, contenders }, caption) {
	const rows = [...contenders].sort((a, b) => a.minimum - b.minimum);
	const times = rows.map(({ minimum }) => minimum);
	const lowest = Math.floor(Math.log10(Math.min(...times)));
	const highest = Math.ceil(Math.log10(Math.max(...times)));
	const ticks = Array.from({ length: highest - lowest + 1 }, (_, i) => 10 ** (lowest + i));
	const x = (/** @type {number} */ time) =>
		round(left + ((Math.log10(time) - lowest) / (highest - lowest)) * (right - left));
	const bottom = top + rows.length * rowHeight;
	const parts = [
		`<text class="title" x="16" y="28">${escapeXml(title)}: milliseconds a call, less is better</text>`,
		...ticks.flatMap((tick) => [
			`<path class="grid" d="M${x(tick)} ${top - 8}V${bottom}"/>`,
			`<text class="axis" x="${x(tick)}" y="${top - 14}">${tick} ms</text>`,
		]),
		...rows.flatMap(({ name, minimum }, i) => {
			const y = top + (i + 0.5) * rowHeight;
			const at = x(minimum);
			const own = name === "attention-lab";
			const mark = own
				? `<path class="own" d="M${at} ${y - 8}l8 8l-8 8l-8 -8z"/>`
				: `<circle class="dot" cx="${at}" cy="${y}" r="5"/>`;
			const text = own ? "name own-text" : "name";
			return [
				`<path class="row" d="M${left} ${y}H${right}"/>`,
				`<text class="${text}" x="${left - 14}" y="${y + 4.5}">${escapeXml(name)}</text>`,
				mark,
				`<text class="value${own ? " own-text" : ""}" x="${at + 13}" y="${y + 4.5}">${formatTime(minimum)}</text>`,
			];
		}),
		`<text class="caption" x="16" y="${bottom + 28}">${escapeXml(caption)}</text>`,
	];
	const height = bottom + 44;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escapeXml(title)}</title>
<style>${style}</style>
${parts.join("\n")}
</svg>
`;
}

/** "6.8", "131": three significant digits at most. */
export function formatTime(/** @type {number} */ milliseconds) {
	const digits = Math.max(0, 1 - Math.floor(Math.log10(milliseconds)));
	return milliseconds.toFixed(milliseconds >= 100 ? 0 : digits);
}

const style = `
text{font:13px system-ui,sans-serif;fill:#1f2328}
.title{font-size:15px;font-weight:600}
.axis{text-anchor:middle;font-size:12px;fill:#59636e}
.caption{font-size:12px;fill:#59636e}
.name{text-anchor:end}
.value{paint-order:stroke;stroke:#fff;stroke-width:4px;font-variant-numeric:tabular-nums}
.own-text{font-weight:700}
.grid{stroke:#d1d9e0}
.row{stroke:#d1d9e0;stroke-dasharray:1 4}
.dot{fill:#6e7781}
.own{fill:#0969da}
@media (prefers-color-scheme:dark){
text{fill:#f0f6fc}
.axis,.caption{fill:#9198a1}
.value{stroke:#0d1117}
.grid,.row{stroke:#3d444d}
.dot{fill:#9198a1}
.own{fill:#58a6ff}
}
`;

const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;

const escapeXml = (/** @type {string} */ text) =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
