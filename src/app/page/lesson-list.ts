import type { LessonView } from "../lesson-view";
import { course } from "./course";
import { element, make } from "./element";
import { showNotice } from "./notices";

/** Fills the list beside the notebook, now and whenever progress is made. `open` is the lesson shown. */
export function showLessonList(open: () => string | undefined): () => void {
	const list = element("lesson-list");
	const render = () => {
		list.replaceChildren(...course.current.lessons.map((lesson) => item(lesson, open())));
		const [note] = course.current.notes;
		if (note !== undefined) showNotice({ subject: "progress", text: note });
		list.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest" });
	};
	course.changed.connect(render);
	return render;
}

function item(lesson: LessonView, open: string | undefined): HTMLLIElement {
	const link = make("a", { className: `lesson lesson-${lesson.state}`, href: `#${lesson.id}` }, [
		mark(lesson),
		make("span", { className: "lesson-title", textContent: lesson.title }),
		make("span", { className: "lesson-state", textContent: stateText(lesson) }),
	]);
	if (lesson.id === open) link.setAttribute("aria-current", "page");
	return make("li", {}, [link]);
}

/** Number, or a tick when it is done. */
function mark({ id, state }: LessonView): HTMLElement {
	const number = /^\d+/.exec(id)?.[0] ?? "·";
	const sign = make("span", {
		className: "lesson-mark",
		textContent: state === "done" ? "✓" : number,
	});
	sign.setAttribute("aria-hidden", "true");
	return sign;
}

function stateText({ state, points, maxPoints }: LessonView): string {
	if (state === "done") return `Done, ${points} of ${maxPoints} points`;
	if (state === "started") return `${points} of ${maxPoints} points`;
	return maxPoints > 0 ? "Not started" : "";
}
