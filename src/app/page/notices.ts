import { element, make } from "./element";

export interface NoticeAction {
	readonly label: string;
	readonly run: () => void;
}

/** A message that stays until it is dealt with, without taking the page away from the learner. */
export interface Notice {
	/** A second notice about the same subject replaces the first. */
	readonly subject: string;
	readonly text: string;
	readonly actions?: readonly NoticeAction[];
	/** Something could be lost: read at once by screen readers. */
	readonly urgent?: boolean;
	/** It stays until one of the actions is taken. */
	readonly mustChoose?: boolean;
	/** Milliseconds after which it goes by itself. */
	readonly goesAfter?: number;
}

const shown = new Map<string, HTMLElement>();

export function showNotice(notice: Notice): void {
	const { subject, text, actions = [], urgent = false, mustChoose = false, goesAfter } = notice;
	const close = () => hideNotice(subject, box);
	const buttons = actions.map(({ label, run }) =>
		make("button", {
			type: "button",
			className: "button",
			textContent: label,
			onclick: () => {
				close();
				run();
			},
		}),
	);
	const dismiss = make("button", {
		type: "button",
		className: "notice-close",
		ariaLabel: "Dismiss",
		textContent: "×",
		onclick: close,
	});
	const box = make("div", { className: urgent ? "notice notice-urgent" : "notice" }, [
		make("p", { textContent: text }),
		...buttons,
		...(mustChoose ? [] : [dismiss]),
	]);
	box.setAttribute("role", urgent ? "alert" : "status");
	box.dataset.subject = subject;
	shown.get(subject)?.remove();
	shown.set(subject, box);
	element("notices").append(box);
	if (goesAfter !== undefined) setTimeout(close, goesAfter);
}

/** Removes the notice about a subject (only that very one, when given). */
export function hideNotice(subject: string, box = shown.get(subject)): void {
	box?.remove();
	if (shown.get(subject) === box) shown.delete(subject);
}
