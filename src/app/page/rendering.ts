import { createMarkdownParser } from "@jupyterlab/markedparser-extension";
import { MathJaxTypesetter } from "@jupyterlab/mathjax-extension";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { languages } from "./editors";
import { plotlyRenderer } from "./plotly-figure";
import { wording } from "./wording";

/** How outputs and Markdown become HTML. */
export const rendering = new RenderMimeRegistry({
	initialFactories: standardRendererFactories,
	latexTypesetter: new MathJaxTypesetter(),
	markdownParser: createMarkdownParser(languages),
	translator: wording,
});
rendering.addFactory(plotlyRenderer, 10);
