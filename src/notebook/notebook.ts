import type { JsonObject } from "../kernel/message";

/** A notebook of format 4.5, with every multi-line text as one string. */
export interface Notebook {
	readonly cells: readonly Cell[];
	readonly metadata: JsonObject;
	readonly nbformat: 4;
	readonly nbformat_minor: number;
}

export type Cell = CodeCell | TextCell;

export interface TextCell {
	readonly cell_type: "markdown" | "raw";
	readonly id: string;
	readonly metadata: JsonObject;
	readonly source: string;
	readonly attachments?: JsonObject | undefined;
}

export interface CodeCell {
	readonly cell_type: "code";
	readonly id: string;
	readonly metadata: JsonObject;
	readonly source: string;
	readonly execution_count: number | null;
	readonly outputs: readonly Output[];
}

export type Output =
	| { readonly output_type: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
	| {
			readonly output_type: "display_data";
			readonly data: JsonObject;
			readonly metadata: JsonObject;
	  }
	| {
			readonly output_type: "execute_result";
			readonly data: JsonObject;
			readonly metadata: JsonObject;
			readonly execution_count: number | null;
	  }
	| {
			readonly output_type: "error";
			readonly ename: string;
			readonly evalue: string;
			readonly traceback: readonly string[];
	  };
