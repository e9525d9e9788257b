import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { projectRoot } from "../../project-root";
import type { MimeBundle } from "./mime-bundle";

const plotlyType = "application/vnd.plotly.v1+json";

/**
 * Adds to each plotly figure an HTML that draws it without a renderer of the front end's and without a network, for
 * JupyterLab as it is installed, nbconvert and the like. The first figure of a kernel brings plotly.js along
 * (1.5 MB); the others of the notebook use it.
 */
export function createStandaloneFigures(): (bundle: MimeBundle) => MimeBundle {
	let brought = false;
	return (bundle) => {
		const figure = bundle[plotlyType];
		if (figure === undefined) return bundle;
		const library = brought ? "" : plotlyScript();
		brought = true;
		const id = `attention-lab-figure-${crypto.randomUUID()}`;
		const alternative = typeof bundle["text/html"] === "string" ? bundle["text/html"] : "";
		return { ...bundle, "text/html": figureHtml(id, figure, library, alternative) };
	};
}

function figureHtml(
	id: string,
	figure: MimeBundle[string],
	library: string,
	alternative: string,
): string {
	const json = JSON.stringify(figure).replaceAll("<", "\\u003c"); // no "</script>" inside a script
	return `<div id="${id}"></div>
<div id="${id}-alternative">${alternative}</div>
${library}<script>
(() => {
	const place = document.getElementById("${id}");
	const plotly = window.attentionLabPlotly;
	if (!plotly) {
		place.textContent = "This figure needs the first figure of the notebook: run that cell again, then this one.";
		return;
	}
	const { data, layout = {}, frames, config } = ${json};
	place.setAttribute("role", "img");
	if (layout.meta && layout.meta.alt) place.setAttribute("aria-label", layout.meta.alt);
	plotly.newPlot(place, data, layout, config).then(() => frames && plotly.addFrames(place, frames));
	document.querySelectorAll("#${id}-alternative details").forEach((table) => { table.open = false; });
})();
</script>`;
}

function plotlyScript(): string {
	const path = createRequire(join(projectRoot, "package.json")).resolve(
		"plotly.js-cartesian-dist-min",
	);
	const source = readFileSync(path, "utf8").replaceAll("</script", "<\\/script");
	return `<script>
window.attentionLabPlotly ??= (() => {
const module = { exports: {} };
${source}
return module.exports;
})();
</script>
`;
}
