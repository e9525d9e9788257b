import type { IYText } from "@jupyter/ydoc";
import {
	CodeMirrorEditorFactory,
	CodeMirrorMimeTypeService,
	EditorExtensionRegistry,
	EditorLanguageRegistry,
	EditorThemeRegistry,
	ybinding,
} from "@jupyterlab/codemirror";
import { wording } from "./wording";

/** The languages a course of TypeScript shows; each is loaded when a cell of it is first seen. */
const known = /^(TypeScript|JavaScript|JSON|Markdown|HTML|CSS|ipythongfm|Shell)$/i;

export const languages = new EditorLanguageRegistry();
for (const language of EditorLanguageRegistry.getDefaultLanguages(wording))
	if (known.test(language.name)) languages.addLanguage(language);

const themes = new EditorThemeRegistry();
for (const theme of EditorThemeRegistry.getDefaultThemes(wording)) themes.addTheme(theme);

const extensions = new EditorExtensionRegistry();
for (const factory of EditorExtensionRegistry.getDefaultExtensions({ themes, translator: wording }))
	extensions.addExtension(factory);
// the document and its editor share one text
extensions.addExtension({
	name: "shared-model-binding",
	factory: ({ model }) => {
		const { ysource, undoManager } = model.sharedModel as IYText;
		return EditorExtensionRegistry.createImmutableExtension(
			ybinding({ ytext: ysource, undoManager: undoManager ?? undefined }),
		);
	},
});

export const mimeTypes = new CodeMirrorMimeTypeService(languages);
export const editors = new CodeMirrorEditorFactory({ extensions, languages, translator: wording });
