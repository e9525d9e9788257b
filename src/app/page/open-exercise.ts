import { Dialog } from "@jupyterlab/apputils";
import { Context, TextModelFactory } from "@jupyterlab/docregistry";
import { FileEditorFactory } from "@jupyterlab/fileeditor";
import { Widget } from "@lumino/widgets";
import { editors, mimeTypes } from "./editors";
import { element } from "./element";
import { keepFitted } from "./keep-fitted";
import { Saver } from "./saver";
import { services } from "./services";
import { wording } from "./wording";

const models = new TextModelFactory();
const widgets = new FileEditorFactory({
	editorServices: { factoryService: editors, mimeTypeService: mimeTypes },
	factoryOptions: { name: "Editor", modelName: "text", fileTypes: ["text"], translator: wording },
});

export interface OpenExercise {
	readonly path: string;
	readonly saver: Saver;
	focus(): void;
	close(): Promise<void>;
}

/** Opens a text file in the room beside the notebook. Rejects when it cannot be read. */
export async function openExercise(path: string): Promise<OpenExercise> {
	const context = new Context({ manager: services, factory: models, path, translator: wording });
	try {
		await context.initialize(false);
	} catch (error) {
		Dialog.flush(); // whoever opens it says what is wrong
		context.dispose();
		throw error;
	}
	const document = widgets.createNew(context);
	const { editor } = document.content;
	editor.setOptions({
		readOnly: context.contentsModel?.writable === false,
		lineNumbers: true,
		tabSize: 2,
		lineWrap: true,
	});
	document.toolbar.hide();
	const saver = new Saver(context, () => context.model.toString());
	const host = element("exercise-host");
	Widget.attach(document, host);
	const stopFitting = keepFitted(document, host);
	return {
		path,
		saver,
		focus: () => editor.focus(),
		close: async () => {
			await saver.close();
			stopFitting();
			document.dispose();
			context.dispose();
		},
	};
}
