import { NotebookActions } from "@jupyterlab/notebook";
import { element, make } from "./element";
import { type IconName, icon } from "./icons";
import { kernelState } from "./kernel-state";
import type { OpenNotebook } from "./open-notebook";

/** The buttons over the notebook, and the state of what runs it. */
export function showNotebookToolbar(current: () => OpenNotebook | undefined) {
	const act = (action: (notebook: OpenNotebook) => unknown) => () => {
		const notebook = current();
		if (notebook) action(notebook);
	};
	const interrupt = button(
		"stop",
		"Interrupt",
		"Stop the running cell (I I)",
		act((n) => n.interrupt()),
	);
	const state = make("span", { className: "kernel-state" });
	state.setAttribute("role", "status");
	const toolbar = element("notebook-toolbar");
	toolbar.append(
		button(
			"run",
			"Run",
			"Run the cell and go to the next (Shift Enter)",
			act((n) => n.run()),
		),
		button(
			"runAll",
			"Run all",
			"Run every cell from the top",
			act((n) => n.runAll()),
		),
		interrupt,
		button(
			"restart",
			"Restart",
			"Forget all variables (0 0)",
			act((n) => n.restart()),
		),
		make("span", { className: "bar-space" }),
		button(
			"plus",
			"Code",
			"Insert a code cell below (B)",
			act(({ panel }) => {
				NotebookActions.insertBelow(panel.content);
				NotebookActions.focusActiveCell(panel.content);
			}),
		),
		state,
	);
	return {
		/** Follows the kernel of a notebook that was just opened. */
		show(notebook: OpenNotebook | undefined): void {
			const context = notebook?.panel.sessionContext;
			for (const made of toolbar.querySelectorAll("button")) made.disabled = !notebook;
			const render = () => {
				const { kind, text } = context ? kernelState(context) : { kind: "gone", text: "" };
				state.dataset.kind = kind;
				state.textContent = text;
				interrupt.classList.toggle("button-urgent", kind === "busy");
			};
			context?.statusChanged.connect(render);
			context?.connectionStatusChanged.connect(render);
			context?.sessionChanged.connect(render);
			render();
		},
	};
}

function button(name: IconName, label: string, title: string, onclick: () => void) {
	const made = make("button", { type: "button", className: "button", title, onclick }, [
		icon(name),
		make("span", { textContent: label }),
	]);
	made.ariaLabel = label;
	// the cell keeps the focus, so that the next key still means the notebook
	made.onmousedown = (event) => event.preventDefault();
	return made;
}
