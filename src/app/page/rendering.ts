import { createMarkdownParser } from "@jupyterlab/markedparser-extension";
import { MathJaxTypesetter } from "@jupyterlab/mathjax-extension";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { Signal } from "@lumino/signaling";
import { languages } from "./editors";
import { plotlyRenderer } from "./plotly-figure";
import { wording } from "./wording";

/** Emits the course path when a link to a file of the course is followed. */
export const linkFollowed = new Signal<object, string>({});

/** How outputs and Markdown become HTML. */
export const rendering = new RenderMimeRegistry({
	initialFactories: standardRendererFactories,
	latexTypesetter: new MathJaxTypesetter(),
	markdownParser: createMarkdownParser(languages),
	translator: wording,
	linkHandler: {
		handleLink: (node, path) => {
			node.addEventListener("click", (event) => {
				event.preventDefault();
				linkFollowed.emit(path);
			});
		},
	},
});
rendering.addFactory(plotlyRenderer, 10);
