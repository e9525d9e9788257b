import { Signal } from "@lumino/signaling";
import type { LessonView } from "../lesson-view";
import { element, make } from "./element";
import { icon } from "./icons";
import { showNotice } from "./notices";
import { type OpenExercise, openExercise } from "./open-exercise";

const shownKey = "attention-lab:exercise";
const widthKey = "attention-lab:exercise-width";

type Files = Pick<LessonView, "exercise" | "solution">;

/** The room beside the notebook: the learner's own file of the lesson, and the solution once it may be read. */
export class ExerciseRoom {
	/** Emitted when another file is open, or none. */
	readonly changed = new Signal<this, OpenExercise | undefined>(this);
	readonly #room = element("exercise");
	readonly #toggleButton = element<HTMLButtonElement>("exercise-toggle");
	readonly #tabs = make("div", { className: "tabs" });
	#files: Files = { exercise: null, solution: null };
	#current: OpenExercise | undefined;

	/** `check` is called when the learner wants to know whether the exercise is right. */
	constructor(check: () => void) {
		const hide = make("button", { type: "button", className: "icon-button" }, [icon("close")]);
		hide.ariaLabel = "Hide the exercise";
		hide.onclick = () => this.#choose(false);
		this.#tabs.setAttribute("role", "group");
		this.#tabs.ariaLabel = "File";
		const checkButton = make("button", { type: "button", className: "button", onclick: check }, [
			icon("check"),
			make("span", { textContent: "Check" }),
		]);
		checkButton.ariaLabel = "Check";
		checkButton.title = "Run the cell that checks this exercise (Ctrl Enter)";
		const space = make("span", { className: "bar-space" });
		element("exercise-toolbar").append(this.#tabs, space, checkButton, hide);
		this.#toggleButton.onclick = () => this.toggle();
		divide(element("divider"), this.#room);
	}

	get current(): OpenExercise | undefined {
		return this.#current;
	}

	toggle(): void {
		this.#choose(this.#room.hidden !== false);
	}

	/** Makes room for the notebook where both do not fit. */
	stepAside(): void {
		if (getComputedStyle(element("notebook")).display === "none") this.#choose(false);
	}

	/** Opens the exercise of a lesson, or none. */
	async open(files: Files): Promise<void> {
		this.#files = files;
		this.#toggleButton.hidden = files.exercise === null;
		this.#show(false);
		await this.#openFile(files.exercise);
		this.#show(localStorage.getItem(shownKey) === "shown");
	}

	/** Takes note that the solution may be read by now. */
	update(files: Files): void {
		if (files.exercise !== this.#files.exercise) return;
		this.#files = files;
		this.#renderTabs();
	}

	/** Shows one of the lesson's files, if it is one of them. */
	async reveal(path: string): Promise<void> {
		if (path !== this.#files.exercise && path !== this.#files.solution) return;
		if (path !== this.#current?.path) await this.#openFile(path);
		this.#choose(true);
	}

	async #openFile(path: string | null): Promise<void> {
		await this.#current?.close();
		this.#current = undefined;
		if (path !== null) {
			this.#current = await openExercise(path).catch((error: Error) => {
				showNotice({ subject: "exercise", urgent: true, text: error.message });
				return undefined;
			});
		}
		this.#renderTabs();
		this.changed.emit(this.#current);
	}

	#renderTabs(): void {
		const paths = [this.#files.exercise, this.#files.solution].filter((path) => path !== null);
		this.#tabs.replaceChildren(
			...paths.map((path) => {
				const tab = make("button", { type: "button", className: "tab", textContent: path });
				tab.setAttribute("aria-pressed", String(path === this.#current?.path));
				tab.onclick = () => void this.reveal(path);
				return tab;
			}),
		);
	}

	#show(shown: boolean): void {
		const visible = shown && this.#current !== undefined;
		this.#room.hidden = !visible;
		element("divider").hidden = !visible;
		document.body.classList.toggle("with-exercise", visible);
		this.#toggleButton.setAttribute("aria-expanded", String(visible));
	}

	#choose(shown: boolean): void {
		localStorage.setItem(shownKey, shown ? "shown" : "hidden");
		this.#show(shown);
		if (shown) this.#current?.focus();
		else this.#toggleButton.focus();
	}
}

/** Lets the width of the room be dragged, or changed with the arrow keys. */
function divide(divider: HTMLElement, room: HTMLElement): void {
	const set = (share: number) => {
		const percent = Math.round(Math.min(70, Math.max(25, share)));
		room.style.setProperty("--share", `${percent}%`);
		divider.ariaValueNow = String(percent);
		localStorage.setItem(widthKey, String(percent));
	};
	divider.ariaValueMin = "25";
	divider.ariaValueMax = "70";
	set(Number(localStorage.getItem(widthKey)) || 44);
	divider.onpointerdown = ({ pointerId }) => divider.setPointerCapture(pointerId);
	divider.onpointermove = ({ pointerId, clientX }) => {
		if (!divider.hasPointerCapture(pointerId)) return;
		const { left, right } = room.parentElement!.getBoundingClientRect();
		set((100 * (right - clientX)) / (right - left));
	};
	divider.onkeydown = ({ key }) => {
		const step = { ArrowLeft: 3, ArrowRight: -3 }[key];
		if (step !== undefined) set(Number(divider.ariaValueNow) + step);
	};
}
