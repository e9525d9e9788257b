import { dirname, join } from "node:path";
import { normalizePath, type Plugin } from "vite";
import { projectRoot } from "../../project-root";
import type { Source } from "./source-problem";

/** What the check file of an exercise sees under the name of `exercises/<id>.ts`. */
export interface LearnerModule {
	readonly plugin: Plugin;
	/** From now on `exercises/<exercise>.ts` reads as this source; without one, it exports nothing. */
	stand(exercise: string, source: Source | undefined): void;
}

/**
 * Puts any file in the place of an exercise, wherever it lies and whatever its name ends in. Its own
 * relative imports start from its own folder.
 */
export function createLearnerModule(): LearnerModule {
	let standing: { id: string; source: Source | undefined } | undefined;
	return {
		stand(exercise, source) {
			standing = { id: exerciseModule(exercise), source };
		},
		plugin: {
			name: "attention-lab:learner-module",
			enforce: "pre",
			resolveId(specifier, importer) {
				if (!standing || !specifier.startsWith(".") || !importer) return;
				const from = normalizePath(importer).replace(/\?.*$/, "");
				if (from === standing.id && standing.source)
					return this.resolve(join(dirname(standing.source.file), specifier), undefined);
				const target = normalizePath(join(dirname(from), specifier));
				if (target === standing.id || `${target}.ts` === standing.id) return standing.id;
				return;
			},
			load(id) {
				if (id.replace(/\?.*$/, "") !== standing?.id) return;
				return standing.source?.text ?? "export {};";
			},
		},
	};
}

/** The module id of an exercise: its path, as vite writes paths. */
export const exerciseModule = (exercise: string): string =>
	normalizePath(join(projectRoot, "exercises", `${exercise}.ts`));
