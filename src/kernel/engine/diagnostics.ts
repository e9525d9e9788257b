import { relative } from "node:path";
import type TypeScript from "@tslab/typescript-for-tslab";
import { isCell } from "./adapted-typescript";
import { bold, cyan, gray, red } from "./ansi";
import type { CellError } from "./cell-error";
import { excerpt } from "./excerpt";
import type { TypeScriptModule } from "./tslab";

/** What the type checker found, each place with its line and a mark under it. */
export function describeDiagnostics(
	ts: TypeScriptModule,
	diagnostics: readonly TypeScript.Diagnostic[],
	cell: { readonly source: string; readonly execution: number; readonly directory: string },
): CellError {
	const [first] = diagnostics;
	const isSyntax = first !== undefined && first.code < 2000;
	return {
		ename: isSyntax ? "SyntaxError" : "TypeScriptError",
		evalue: first ? ts.flattenDiagnosticMessageText(first.messageText, "\n") : "",
		traceback: diagnostics.map(describe),
	};

	function describe(diagnostic: TypeScript.Diagnostic): string {
		const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
		const title = `${bold(red("error"))} ${gray(`TS${diagnostic.code}`)}: ${message}`;
		const { file } = diagnostic;
		if (!file) return title;
		const own = isCell(file.fileName);
		const { line, character } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
		const cellLine = own ? line - 1 : line; // tslab puts one line above the cell
		const name = own ? `cell [${cell.execution}]` : relative(cell.directory, file.fileName);
		return [
			`${cyan(`${name}:${cellLine + 1}:${character + 1}`)} - ${title}`,
			"",
			excerpt(own ? cell.source : file.text, cellLine, character, diagnostic.length),
			"",
		].join("\n");
	}
}
