import {
	CompletionProviderManager,
	ContextCompleterProvider,
	KernelCompleterProvider,
} from "@jupyterlab/completer";
import type { NotebookPanel } from "@jupyterlab/notebook";
import { Tooltip } from "@jupyterlab/tooltip";
import { Widget } from "@lumino/widgets";
import { rendering } from "./rendering";

const completion = new CompletionProviderManager();
completion.registerProvider(new KernelCompleterProvider());
completion.registerProvider(new ContextCompleterProvider());
completion.activateProvider(["CompletionProvider:kernel", "CompletionProvider:context"]);
completion.setTimeout(1500);

/** Lets the active cell of a notebook be completed. */
export function attachCompletion(panel: NotebookPanel): void {
	const update = () =>
		void completion.updateCompleter({
			widget: panel,
			editor: panel.content.activeCell?.editor ?? null,
			session: panel.sessionContext.session,
			sanitizer: rendering.sanitizer,
		});
	panel.content.activeCellChanged.connect((_, cell) => {
		update();
		// a cell's editor is made when the cell is first shown
		if (cell && !cell.editor) void cell.ready.then(update);
	});
	panel.sessionContext.sessionChanged.connect(update);
	update();
}

export const complete = (panel: NotebookPanel) => completion.invoke(panel.id);
export const takeCompletion = (panel: NotebookPanel) => completion.select(panel.id);

let tooltip: Tooltip | undefined;

/** Shows the type and the doc comment of what is at the cursor. */
export async function inspect(panel: NotebookPanel): Promise<void> {
	const cell = panel.content.activeCell;
	const editor = cell?.editor;
	const kernel = panel.sessionContext.session?.kernel;
	if (!cell || !editor || !kernel) return;
	const code = editor.model.sharedModel.getSource();
	const position = editor.getCursorPosition();
	// Jupyter counts characters, JavaScript UTF-16 units
	const cursor_pos = [...code.slice(0, editor.getOffsetAt(position))].length;
	const { content } = await kernel.requestInspect({ code, cursor_pos, detail_level: 0 });
	if (content.status !== "ok" || !content.found || panel.content.activeCell !== cell) return;
	tooltip?.dispose();
	tooltip = new Tooltip({
		anchor: panel.content,
		bundle: content.data,
		editor,
		rendermime: rendering,
		position,
	});
	Widget.attach(tooltip, document.body);
}

export const dismissInspection = () => tooltip?.dispose();
