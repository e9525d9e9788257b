import { Dialog, showDialog } from "@jupyterlab/apputils";
import { NotebookActions, type NotebookPanel } from "@jupyterlab/notebook";
import { CommandRegistry } from "@lumino/commands";
import { Widget } from "@lumino/widgets";
import { complete, dismissInspection, inspect, takeCompletion } from "./code-help";
import { make } from "./element";

/** What the keyboard does, apart from what editors do themselves. */
interface Shortcut {
	readonly keys: readonly string[];
	readonly where: keyof typeof places;
	readonly says: string;
	readonly run: (panel: NotebookPanel) => unknown;
}

export interface ShortcutTargets {
	/** The notebook that is open. */
	readonly panel: () => NotebookPanel | undefined;
	readonly save: () => unknown;
	readonly interrupt: () => unknown;
	readonly restart: () => unknown;
	readonly toggleExercise: () => unknown;
	readonly check: () => unknown;
}

const places = {
	page: "body",
	exercise: "#exercise",
	notebook: ".jp-Notebook",
	editing: ".jp-Notebook.jp-mod-editMode",
	commands: ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus",
	completing: ".jp-Notebook .jp-mod-completer-enabled",
	choosing: ".jp-Notebook .jp-mod-completer-active",
	inspecting:
		".jp-Notebook.jp-mod-editMode .jp-InputArea-editor:not(.jp-mod-has-primary-selection)",
	inspected: "body.jp-mod-tooltip .jp-Notebook",
} as const;

/** Listens to the keyboard. Returns a function that shows the list of shortcuts. */
export function listenToKeyboard(targets: ShortcutTargets): () => void {
	const commands = new CommandRegistry();
	const shortcuts = allShortcuts(targets);
	for (const [i, { keys, where, says, run }] of shortcuts.entries()) {
		const command = `lab:${i}`;
		commands.addCommand(command, {
			label: says,
			execute: () => {
				const panel = targets.panel();
				return panel && run(panel);
			},
		});
		commands.addKeyBinding({ command, keys: [...keys], selector: places[where] });
	}
	document.addEventListener("keydown", (event) => commands.processKeydownEvent(event), true);
	return () => void showList(shortcuts);
}

function allShortcuts({
	save,
	interrupt,
	restart,
	toggleExercise,
	check,
}: ShortcutTargets): Shortcut[] {
	const on =
		(action: (notebook: NotebookPanel["content"]) => unknown) =>
		({ content }: NotebookPanel) =>
			action(content);
	const run =
		(action: typeof NotebookActions.run) =>
		async ({ content, sessionContext }: NotebookPanel) => {
			await sessionContext.ready; // a key pressed while the kernel starts counts
			return action(content, sessionContext);
		};
	return [
		{
			keys: ["Shift Enter"],
			where: "notebook",
			says: "Run the cell, go to the next",
			run: run(NotebookActions.runAndAdvance),
		},
		{
			keys: ["Accel Enter"],
			where: "notebook",
			says: "Run the cell",
			run: run(NotebookActions.run),
		},
		{
			keys: ["Alt Enter"],
			where: "notebook",
			says: "Run the cell, insert one below",
			run: run(NotebookActions.runAndInsert),
		},
		{ keys: ["Accel S"], where: "page", says: "Save", run: save },
		{
			keys: ["Accel Shift E"],
			where: "page",
			says: "Show or hide the exercise",
			run: toggleExercise,
		},
		{ keys: ["Accel Enter"], where: "exercise", says: "Check the exercise", run: check },
		{
			keys: ["Escape"],
			where: "editing",
			says: "Leave the cell (then one key is a command)",
			run: on((content) => {
				content.mode = "command";
			}),
		},
		{
			keys: ["Enter"],
			where: "commands",
			says: "Edit the cell",
			run: on((content) => {
				content.mode = "edit";
			}),
		},
		{ keys: ["Tab"], where: "completing", says: "Complete", run: complete },
		{ keys: ["Enter"], where: "choosing", says: "", run: takeCompletion },
		{
			keys: ["Shift Tab"],
			where: "inspecting",
			says: "Explain what is at the cursor",
			run: inspect,
		},
		{ keys: ["Escape"], where: "inspected", says: "", run: dismissInspection },
		{
			keys: ["ArrowUp"],
			where: "commands",
			says: "Previous cell",
			run: on(NotebookActions.selectAbove),
		},
		{
			keys: ["ArrowDown"],
			where: "commands",
			says: "Next cell",
			run: on(NotebookActions.selectBelow),
		},
		{ keys: ["K"], where: "commands", says: "", run: on(NotebookActions.selectAbove) },
		{ keys: ["J"], where: "commands", says: "", run: on(NotebookActions.selectBelow) },
		{
			keys: ["Shift ArrowUp"],
			where: "commands",
			says: "Select upwards",
			run: on((content) => NotebookActions.extendSelectionAbove(content)),
		},
		{
			keys: ["Shift ArrowDown"],
			where: "commands",
			says: "Select downwards",
			run: on((content) => NotebookActions.extendSelectionBelow(content)),
		},
		{
			keys: ["A"],
			where: "commands",
			says: "Insert a cell above",
			run: on(NotebookActions.insertAbove),
		},
		{
			keys: ["B"],
			where: "commands",
			says: "Insert a cell below",
			run: on(NotebookActions.insertBelow),
		},
		{
			keys: ["D", "D"],
			where: "commands",
			says: "Delete the cell",
			run: on(NotebookActions.deleteCells),
		},
		{
			keys: ["Z"],
			where: "commands",
			says: "Undo the last cell change",
			run: on(NotebookActions.undo),
		},
		{ keys: ["Shift Z"], where: "commands", says: "Redo it", run: on(NotebookActions.redo) },
		{ keys: ["X"], where: "commands", says: "Cut the cell", run: on(NotebookActions.cut) },
		{ keys: ["C"], where: "commands", says: "Copy the cell", run: on(NotebookActions.copy) },
		{
			keys: ["V"],
			where: "commands",
			says: "Paste below",
			run: on((content) => NotebookActions.paste(content)),
		},
		{
			keys: ["M"],
			where: "commands",
			says: "Make it text",
			run: on((content) => NotebookActions.changeCellType(content, "markdown")),
		},
		{
			keys: ["Y"],
			where: "commands",
			says: "Make it code",
			run: on((content) => NotebookActions.changeCellType(content, "code")),
		},
		{ keys: ["I", "I"], where: "commands", says: "Interrupt", run: interrupt },
		{ keys: ["0", "0"], where: "commands", says: "Restart", run: restart },
	];
}

async function showList(shortcuts: readonly Shortcut[]): Promise<void> {
	const rows = shortcuts
		.filter(({ says }) => says !== "")
		.map(({ keys, says }) =>
			make("tr", {}, [
				make(
					"td",
					{},
					keys.map((key) => make("kbd", { textContent: keyName(key) })),
				),
				make("td", { textContent: says }),
			]),
		);
	const body = new Widget({
		node: make("div", { className: "shortcut-list" }, [
			make("table", {}, [make("tbody", {}, rows)]),
		]),
	});
	await showDialog({ title: "Keyboard", body, buttons: [Dialog.okButton({ label: "Close" })] });
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const keyName = (keys: string) =>
	keys
		.replace("Accel", isMac ? "⌘" : "Ctrl")
		.replace("ArrowUp", "↑")
		.replace("ArrowDown", "↓")
		.replace("Escape", "Esc");
