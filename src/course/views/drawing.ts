/** What the course's pages are drawn with, for rooms that may not reach past the course. */
export { diverging, divergingAboveZero } from "../../plots/colors";
export { type DataTable, escapeHtml, tableHtml } from "../../plots/data-table";
export { escapeLabel } from "../../plots/escape-label";
export { createFigure, type Figure, type PlotlyObject } from "../../plots/figure";
export { formatNumber } from "../../plots/format-number";
