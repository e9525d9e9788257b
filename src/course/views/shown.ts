import { escapeHtml } from "../../plots/data-table";
import { jupyterDisplay, type MimeBundle } from "../../plots/jupyter-display";
import { proseHtml, proseText } from "./prose";

/** A piece of prose that a notebook shows by itself. */
export class Shown {
	constructor(
		readonly title: string,
		/** Prose, as `lesson.ts` describes it. */
		readonly body: string,
	) {}

	toString(): string {
		return `${this.title}\n\n${proseText(this.body)}`;
	}

	[jupyterDisplay](): MimeBundle {
		const html = `<section><p><strong>${escapeHtml(this.title)}</strong></p>${proseHtml(this.body)}</section>`;
		return { "text/html": html, "text/plain": this.toString() };
	}
}
