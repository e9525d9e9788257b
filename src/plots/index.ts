export type { DataTable } from "./data-table";
export type { Figure, PlotlyObject } from "./figure";
export type { MimeBundle } from "./jupyter-display";
export { scoreHeatmap } from "./score-heatmap";
export { type SoftmaxSliderOptions, softmaxSlider } from "./softmax-slider";
export { softmaxSteps } from "./softmax-steps";
export { type Table, type TableColumns, table } from "./table";
export { type HeatmapLabels, weightHeatmap } from "./weight-heatmap";
