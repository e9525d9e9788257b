import { Dialog, SessionContextDialogs, showDialog } from "@jupyterlab/apputils";
import { Context } from "@jupyterlab/docregistry";
import type { INotebookModel } from "@jupyterlab/notebook";
import {
	NotebookActions,
	NotebookModelFactory,
	NotebookPanel,
	runCell,
	StaticNotebook,
	setCellExecutor,
} from "@jupyterlab/notebook";
import { Widget } from "@lumino/widgets";
import { attachCompletion } from "./code-help";
import { editors, mimeTypes } from "./editors";
import { element } from "./element";
import { keepFitted } from "./keep-fitted";
import { hideNotice, showNotice } from "./notices";
import { rendering } from "./rendering";
import { Saver } from "./saver";
import { services } from "./services";
import { wording } from "./wording";

const models = new NotebookModelFactory({ disableDocumentWideUndoRedo: true });

const contents = new NotebookPanel.ContentFactory({ editorFactory: editors.newInlineEditor });

function createPanel(context: Context<INotebookModel>): NotebookPanel {
	const content = contents.createNotebook({
		rendermime: rendering.clone({ resolver: context.urlResolver }),
		contentFactory: contents,
		mimeTypeService: mimeTypes,
		translator: wording,
		editorConfig: {
			...StaticNotebook.defaultEditorConfig,
			code: { ...StaticNotebook.defaultEditorConfig.code, lineWrap: false, tabSize: 2 },
		},
		notebookConfig: {
			...StaticNotebook.defaultNotebookConfig,
			windowingMode: "none",
			maxNumberOutputs: 200,
			scrollPastEnd: false,
			recordTiming: false,
		},
	});
	const panel = new NotebookPanel({ context, content, translator: wording });
	panel.toolbar.hide(); // the room has its own
	return panel;
}

/** Calls `prepare` before any cell runs, and waits for it. */
export function beforeEveryRun(prepare: () => Promise<unknown>): void {
	setCellExecutor({
		runCell: async (options) => {
			await prepare();
			return runCell(options);
		},
	});
}

const sessionDialogs = new SessionContextDialogs({ translator: wording });

/** The notebook that is open, with its kernel and its file. */
export interface OpenNotebook {
	readonly path: string;
	readonly panel: NotebookPanel;
	readonly saver: Saver;
	runAll(): Promise<void>;
	/** Runs the cell that checks an exercise, and shows it. False when the notebook has no such cell. */
	check(exercise: string): Promise<boolean>;
	run(): Promise<void>;
	interrupt(): Promise<void>;
	/** Asks first. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

/** Opens a notebook in the page's main room. Rejects when the file cannot be read. */
export async function openNotebook(path: string): Promise<OpenNotebook> {
	const context = new Context<INotebookModel>({
		manager: services,
		factory: models,
		path,
		translator: wording,
		sessionDialogs,
		kernelPreference: {
			name: "attention-lab",
			language: "typescript",
			shouldStart: true,
			canStart: true,
			autoStartDefault: true,
			shutdownOnDispose: false,
		},
	});
	try {
		await context.initialize(false);
	} catch (error) {
		Dialog.flush(); // whoever opens it says what is wrong
		context.dispose();
		throw error;
	}
	const file = fileMetadata(context.model);
	const panel = createPanel(context);
	panel.id = `notebook:${path}`;
	const saver = new Saver(context, () => withFileMetadata(context.model, file));
	const host = element("notebook-host");
	Widget.attach(panel, host);
	const stopFitting = keepFitted(panel, host);
	attachCompletion(panel);
	watchKernel(panel);

	const { content, sessionContext } = panel;
	return {
		path,
		panel,
		saver,
		run: async () => {
			await sessionContext.ready;
			await NotebookActions.runAndAdvance(content, sessionContext, sessionDialogs, wording);
		},
		runAll: async () => {
			await sessionContext.ready;
			await NotebookActions.runAll(content, sessionContext, sessionDialogs, wording);
		},
		check: async (exercise) => {
			const call = new RegExp(`\\bcheck\\(\\s*["'\`]${exercise}["'\`]`);
			const cell = content.widgets.find(
				({ model }) => model.type === "code" && call.test(model.sharedModel.getSource()),
			);
			if (!cell) return false;
			content.activeCellIndex = content.widgets.indexOf(cell);
			void content.scrollToCell(cell, "start");
			await sessionContext.ready;
			await NotebookActions.runCells(content, [cell], sessionContext, sessionDialogs, wording);
			return true;
		},
		interrupt: async () => sessionContext.session?.kernel?.interrupt(),
		restart: () => restart(panel),
		close: async () => {
			await saver.close();
			stopFitting();
			panel.dispose();
			context.dispose();
		},
	};
}

type Metadata = Readonly<Record<"kernelspec" | "language_info", unknown>>;

function fileMetadata(model: INotebookModel): Metadata {
	// the model fills in nameless ones where the file has none
	const inFile = (key: keyof Metadata) => {
		const value = model.getMetadata(key);
		return value?.name ? value : undefined;
	};
	return { kernelspec: inFile("kernelspec"), language_info: inFile("language_info") };
}

/** Which kernel happened to run a notebook is no change of its file: these two stay as they were there. */
function withFileMetadata(model: INotebookModel, file: Metadata): unknown {
	const notebook = model.toJSON() as { metadata: Record<string, unknown> };
	return { ...notebook, metadata: { ...notebook.metadata, ...file } };
}

async function restart({ sessionContext }: NotebookPanel): Promise<void> {
	const { button } = await showDialog({
		title: "Restart TypeScript?",
		body: "All variables are forgotten. Your text and the outputs stay.",
		buttons: [Dialog.cancelButton({ label: "Cancel" }), Dialog.warnButton({ label: "Restart" })],
	});
	if (button.accept) await sessionContext.restartKernel();
}

/** Says what to do when no process runs the cells any more, or the page cannot reach it. */
function watchKernel({ sessionContext }: NotebookPanel): void {
	const subject = "kernel";
	sessionContext.statusChanged.connect((_, status) => {
		if (status === "dead")
			showNotice({
				subject,
				urgent: true,
				text: "The process that runs your cells has ended and could not be started again.",
				actions: [{ label: "Start it", run: () => void sessionContext.restartKernel() }],
			});
		else if (status === "idle" || status === "busy") hideNotice(subject);
	});
	sessionContext.connectionStatusChanged.connect((_, status) => {
		if (status === "disconnected")
			showNotice({
				subject,
				urgent: true,
				text: "The page lost its connection to the process that runs your cells.",
				actions: [
					{ label: "Connect", run: () => void sessionContext.session?.kernel?.reconnect() },
				],
			});
		else if (status === "connected") hideNotice(subject);
	});
}
