import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import type { Message } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import type Plotly from "plotly.js-dist-min";
import { make } from "./element";
import { type Theme, theme } from "./theme";

const mimeType = "application/vnd.plotly.v1+json";

/** Loaded when the first figure is shown: it is three quarters of the page's size. */
let plotly: Promise<typeof Plotly> | undefined;
const loadPlotly = () => {
	plotly ??= import("plotly.js-dist-min").then((module) => module.default ?? module);
	return plotly;
};

interface Figure {
	readonly data?: Plotly.Data[];
	readonly layout?: Partial<Plotly.Layout> & { meta?: { alt?: unknown; table?: unknown } };
	readonly config?: Partial<Plotly.Config>;
	readonly frames?: Plotly.Frame[];
}

/** Shows plotly.js figures, with the description and the data table they carry in `layout.meta`. */
export const plotlyRenderer: IRenderMime.IRendererFactory = {
	safe: true,
	mimeTypes: [mimeType],
	createRenderer: () => new PlotlyFigure(),
};

class PlotlyFigure extends Widget implements IRenderMime.IRenderer {
	readonly #drawing = make("div", { className: "figure-drawing" });
	readonly #caption = make("div", { className: "figure-caption" });
	readonly #resized = new ResizeObserver(() => this.#fit());
	#drawn = false;

	constructor() {
		super({ node: make("figure", { className: "figure" }) });
		this.node.append(this.#drawing, this.#caption);
		theme.changed.connect(this.#recolour, this);
	}

	async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
		const figure = structuredClone(model.data[mimeType]) as unknown as Figure;
		const { alt, table } = figure.layout?.meta ?? {};
		this.#describe(typeof alt === "string" ? alt : titleOf(figure));
		this.#caption.replaceChildren(...tableDetails(table));
		const { newPlot, addFrames, purge } = await loadPlotly();
		if (this.isDisposed) return;
		if (this.#drawn) purge(this.#drawing);
		const layout = { ...figure.layout, autosize: figure.layout?.width === undefined };
		await newPlot(this.#drawing, figure.data ?? [], inTheme(layout, theme.current), {
			displaylogo: false,
			responsive: false, // #resized does it, also when only the column changes
			...figure.config,
		});
		this.#drawn = true;
		if (figure.frames?.length) await addFrames(this.#drawing, figure.frames);
		this.#fit();
	}

	override dispose(): void {
		if (this.isDisposed) return;
		theme.changed.disconnect(this.#recolour, this);
		this.#resized.disconnect();
		if (this.#drawn) void loadPlotly().then(({ purge }) => purge(this.#drawing));
		super.dispose();
	}

	protected override onAfterAttach(message: Message): void {
		super.onAfterAttach(message);
		this.#resized.observe(this.node);
	}

	/** A picture to a screen reader; its buttons and sliders stay reachable by keyboard. */
	#describe(alt: string): void {
		this.node.setAttribute("aria-label", alt);
		this.#drawing.title = "";
	}

	#fit(): void {
		if (!this.#drawn || !this.isAttached || this.node.clientWidth === 0) return;
		void loadPlotly().then(({ Plots }) => {
			if (!this.isDisposed && this.node.clientWidth > 0) Plots.resize(this.#drawing);
		});
	}

	#recolour(_: object, next: Theme): void {
		if (!this.#drawn) return;
		void loadPlotly().then(({ relayout }) => {
			if (!this.isDisposed) return relayout(this.#drawing, { template: templateOf(next) });
		});
	}
}

function titleOf({ layout }: Figure): string {
	const title = layout?.title;
	const text = typeof title === "string" ? title : title?.text;
	return text ? `Figure: ${text}` : "Figure";
}

/** The figure's own layout, with the page's colours and type wherever it has none of its own. */
function inTheme(layout: Partial<Plotly.Layout>, current: Theme): Partial<Plotly.Layout> {
	return {
		...layout,
		font: { ...layout.font, family: "Inter Variable, system-ui, sans-serif" },
		template: templateOf(current),
	};
}

function templateOf(current: Theme): Plotly.Template {
	const { text, line, tint, grip, accent } = colours[current];
	const axis = { gridcolor: line, zerolinecolor: line, linecolor: text, tickcolor: line };
	const control = { bgcolor: tint, bordercolor: line, font: { color: text } };
	return {
		layout: {
			paper_bgcolor: "rgba(0,0,0,0)",
			plot_bgcolor: "rgba(0,0,0,0)",
			font: { color: text },
			xaxis: axis,
			yaxis: axis,
			sliderdefaults: { ...control, bgcolor: grip, activebgcolor: accent, tickcolor: text },
			updatemenudefaults: control,
			annotationdefaults: { arrowcolor: text },
		} as Partial<Plotly.Layout>,
	};
}

const colours = {
	light: { text: "#2b3040", line: "#dfe2e6", tint: "#f3f4f1", grip: "#f3f4f1", accent: "#c9d5f7" },
	dark: { text: "#d9dce3", line: "#3a404c", tint: "#262b34", grip: "#5d6b94", accent: "#8fabff" },
} as const;

/** The numbers of a figure as a table, for whoever cannot or will not read them from the picture. */
function tableDetails(table: unknown): HTMLElement[] {
	if (!isTable(table)) return [];
	const headings = table.header.map((name) => headingCell("col", name));
	const rows = table.rows.map(([heading = "", ...values]) => {
		const cells = values.map((value) => make("td", { textContent: value }));
		return make("tr", {}, [headingCell("row", heading), ...cells]);
	});
	const head = make("thead", {}, [make("tr", {}, headings)]);
	const body = make("table", {}, [head, make("tbody", {}, rows)]);
	const scrolled = make("div", { className: "figure-table", tabIndex: 0 }, [body]);
	return [make("details", {}, [make("summary", { textContent: "Data table" }), scrolled])];
}

function headingCell(scope: "row" | "col", text: string): HTMLTableCellElement {
	return Object.assign(make("th", { textContent: text }), { scope });
}

/** As `attention-lab/plots` writes it: the first cell of a row is its heading. */
interface Table {
	readonly header: readonly string[];
	readonly rows: readonly (readonly string[])[];
}

const isTable = (value: unknown): value is Table => {
	const { header, rows } = (value ?? {}) as Partial<Table>;
	return Array.isArray(header) && Array.isArray(rows) && rows.every(Array.isArray);
};
