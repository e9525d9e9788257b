import { element, make } from "./element";
import { type OpenExercise, openExercise } from "./exercise-room";
import { icon } from "./icons";
import { showNotice } from "./notices";

const shownKey = "attention-lab:exercise";
const widthKey = "attention-lab:exercise-width";

/** The room beside the notebook: the learner's own file of the lesson, shown or hidden. */
export function showExerciseRoom() {
	const room = element("exercise");
	const toggleButton = element<HTMLButtonElement>("exercise-toggle");
	const name = make("span", { className: "file-name" });
	const hide = make(
		"button",
		{ type: "button", className: "icon-button", ariaLabel: "Hide the exercise" },
		[icon("close")],
	);
	element("exercise-toolbar").append(name, make("span", { className: "bar-space" }), hide);
	let current: OpenExercise | undefined;

	const show = (shown: boolean) => {
		const visible = shown && current !== undefined;
		room.hidden = !visible;
		element("divider").hidden = !visible;
		document.body.classList.toggle("with-exercise", visible);
		toggleButton.setAttribute("aria-expanded", String(visible));
	};
	const choose = (shown: boolean) => {
		localStorage.setItem(shownKey, shown ? "shown" : "hidden");
		show(shown);
		if (shown) current?.focus();
		else toggleButton.focus();
	};
	toggleButton.onclick = () => choose(room.hidden !== false);
	hide.onclick = () => choose(false);
	divide(element("divider"), room);

	return {
		get current() {
			return current;
		},
		toggle: () => choose(room.hidden !== false),
		/** Opens the exercise of a lesson, or none. */
		async open(path: string | null): Promise<void> {
			await current?.close();
			current = undefined;
			toggleButton.hidden = path === null;
			if (path !== null) {
				name.textContent = path;
				show(false);
				current = await openExercise(path).catch((error: Error) => {
					showNotice({ subject: "exercise", urgent: true, text: error.message });
					return undefined;
				});
			}
			show(localStorage.getItem(shownKey) === "shown");
		},
	};
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
