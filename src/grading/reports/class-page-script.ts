/**
 * The program of the class page: draws the figures in the colours of the page, and lets the table of
 * students be sorted and searched. Plain JavaScript, as the browser runs it.
 */
export const classPageScript = `"use strict";
(() => {
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const template = (isDark) => {
		const [text, line] = isDark ? ["#e3e6ec", "#3a404c"] : ["#20242e", "#dfe2e6"];
		const axis = { gridcolor: line, zerolinecolor: line, linecolor: text, tickcolor: line };
		return { layout: {
			paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
			font: { color: text }, xaxis: axis, yaxis: axis,
			colorway: Array(2).fill(isDark ? "#8fabff" : "#2166ac"),
		} };
	};
	const figures = JSON.parse(document.getElementById("figures").textContent);
	const drawings = [...document.querySelectorAll(".drawing")];
	for (const drawing of drawings) {
		const { data, layout, config } = figures[Number(drawing.dataset.figure)];
		const font = { ...layout.font, family: getComputedStyle(document.body).fontFamily, size: 13 };
		Plotly.newPlot(drawing, data, { ...layout, font, autosize: true, template: template(dark.matches) }, config);
	}
	const recolour = (isDark) => {
		for (const drawing of drawings) Plotly.relayout(drawing, { template: template(isDark) });
	};
	dark.addEventListener("change", () => recolour(dark.matches));
	addEventListener("beforeprint", () => recolour(false));
	addEventListener("afterprint", () => recolour(dark.matches));

	const table = document.getElementById("student-table");
	const body = table.tBodies[0];
	const rows = [...body.rows];
	const headings = [...table.tHead.rows[0].cells];
	const valueOf = (row, column) => {
		const { dataset, textContent } = row.cells[column];
		return dataset.value === undefined ? textContent : Number(dataset.value);
	};
	const compare = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b);
	headings.forEach((heading, column) => {
		const button = document.createElement("button");
		button.type = "button";
		button.append(...heading.childNodes);
		heading.append(button);
		button.addEventListener("click", () => {
			const down = heading.ariaSort === "ascending";
			for (const other of headings) other.removeAttribute("aria-sort");
			heading.setAttribute("aria-sort", down ? "descending" : "ascending");
			const sign = down ? -1 : 1;
			body.append(...rows.sort((a, b) => sign * compare(valueOf(a, column), valueOf(b, column))));
		});
	});

	const tools = document.querySelector(".tools");
	const search = tools.querySelector("input");
	const status = tools.querySelector("[role=status]");
	tools.hidden = false;
	search.addEventListener("input", () => {
		const wanted = search.value.toLowerCase();
		for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
		const shown = rows.filter((row) => !row.hidden).length;
		status.textContent = wanted === "" ? "" : shown + " of " + rows.length + " students";
	});
})();`;
