import type { Matrix } from "../attention/types";
import type { DataTable } from "./data-table";
import { formatNumber } from "./format-number";

/** The numbers of a heat map, one row a query. */
export function heatmapTable(
	values: Matrix,
	queries: readonly string[],
	keys: readonly string[],
): DataTable {
	return {
		header: ["query \\ key", ...keys],
		rows: values.map((row, i) => [queries[i]!, ...row.map((value) => formatNumber(value))]),
	};
}
