import "./styles";
import { NotebookActions } from "@jupyterlab/notebook";
import { course } from "./course";
import { element } from "./element";
import { ExerciseRoom } from "./exercise-room";
import { icon } from "./icons";
import { showLessonList } from "./lesson-list";
import { showNotebookToolbar } from "./notebook-toolbar";
import { hideNotice, showNotice } from "./notices";
import { beforeEveryRun, type OpenNotebook, openNotebook } from "./open-notebook";
import { linkFollowed } from "./rendering";
import { showSaveState } from "./save-state";
import { onDiskChange } from "./services";
import { listenToKeyboard } from "./shortcuts";
import { theme } from "./theme";

let notebook: OpenNotebook | undefined;
let openId: string | undefined;

const exercise = new ExerciseRoom(() => void checkExercise());
const saving = showSaveState();
const toolbar = showNotebookToolbar(() => notebook);
const renderLessons = showLessonList(() => openId);
const showShortcuts = listenToKeyboard({
	panel: () => notebook?.panel,
	save: () => Promise.all([notebook?.saver.save(), exercise.current?.saver.save()]),
	interrupt: () => notebook?.interrupt(),
	restart: () => notebook?.restart(),
	toggleExercise: () => exercise.toggle(),
	check: () => checkExercise(),
});

fillBar();
fitLessonsToWidth();
removeTokenFromAddress();
// what a cell checks is what the learner sees
beforeEveryRun(async () => exercise.current?.saver.save());
exercise.changed.connect(() => saving.watch([notebook?.saver, exercise.current?.saver]));
course.changed.connect((_, { lessons }) => {
	const lesson = lessons.find(({ id }) => id === openId);
	if (lesson) exercise.update(lesson);
});
linkFollowed.connect((_, path) => {
	const lesson = course.current.lessons.find(({ notebook }) => notebook === path);
	if (lesson) location.hash = lesson.id;
	else void exercise.reveal(path);
});
let opening: Promise<void> = Promise.resolve();
const openLesson = (id: string | undefined) => {
	opening = opening.then(() => switchTo(id));
	return opening;
};
addEventListener("hashchange", async () => {
	if (!course.lesson(idInAddress())) await course.refresh(); // a notebook made a moment ago
	await openLesson(wantedLesson());
});
addEventListener("focus", () => void catchUp());
onDiskChange((path) => {
	if (path === notebook?.path) void notebook.saver.checkDisk();
	else if (path === exercise.current?.path) void exercise.current.saver.checkDisk();
	else void course.refresh();
});
// a check that passed has saved its progress by now
NotebookActions.executed.connect(() => void course.refresh());
await course.refresh();
element("course-title").textContent = course.current.title;
await openLesson(wantedLesson());

/** The lesson in the address, else the one open last, else the first that is not done. */
function wantedLesson(): string | undefined {
	const { lessons } = course.current;
	const last = localStorage.getItem("attention-lab:lesson") ?? "";
	const known = [idInAddress(), last].find((id) => course.lesson(id));
	return known ?? (lessons.find(({ state }) => state !== "done") ?? lessons[0])?.id;
}

function idInAddress(): string {
	return decodeURIComponent(location.hash.slice(1));
}

async function switchTo(id: string | undefined): Promise<void> {
	const lesson = id === undefined ? undefined : course.lesson(id);
	if (!lesson) {
		showNotice({ subject: "lesson", text: "There is no lesson in the folder notebooks." });
		return;
	}
	if (lesson.id === openId) return;
	openId = lesson.id;
	renderLessons();
	element("lesson-name").textContent = lesson.title;
	document.title = `${lesson.title} · ${course.current.title}`;
	localStorage.setItem("attention-lab:lesson", lesson.id);
	if (location.hash.slice(1) !== lesson.id) history.replaceState(null, "", `#${lesson.id}`);
	await notebook?.close();
	notebook = undefined;
	hideNotice("lesson");
	try {
		notebook = await openNotebook(lesson.notebook);
	} catch (error) {
		showNotice({ subject: "lesson", urgent: true, text: messageOf(error) });
	}
	toolbar.show(notebook);
	await exercise.open(lesson);
}

/** Runs the notebook's own cell with the check: the verdict stays where the lesson wants it. */
async function checkExercise(): Promise<void> {
	if (!notebook || openId === undefined) return;
	exercise.stepAside();
	const found = await notebook.check(openId);
	if (!found)
		showNotice({
			subject: "check",
			text: `This notebook has no cell with check("${openId}") any more: write one and run it.`,
		});
}

/** What may have been missed while the page was in the background. */
async function catchUp(): Promise<void> {
	await Promise.allSettled([
		course.refresh(),
		notebook?.saver.checkDisk(),
		exercise.current?.saver.checkDisk(),
	]);
}

function fillBar(): void {
	const lessonsToggle = element("lessons-toggle");
	lessonsToggle.append(icon("lessons"));
	lessonsToggle.onclick = () => showLessons(document.body.classList.contains("without-lessons"));
	const themeButton = element("theme");
	const showTheme = () => {
		const other = theme.current === "dark" ? "light" : "dark";
		themeButton.replaceChildren(icon(other === "dark" ? "moon" : "sun"));
		themeButton.ariaLabel = `Switch to the ${other} theme`;
		themeButton.title = themeButton.ariaLabel;
	};
	themeButton.onclick = () => theme.toggle();
	theme.changed.connect(showTheme);
	showTheme();
	element("shortcuts").append(icon("keyboard"));
	element("shortcuts").title = "Keyboard shortcuts";
	element("shortcuts").onclick = showShortcuts;
}

function showLessons(shown: boolean): void {
	document.body.classList.toggle("without-lessons", !shown);
	element("lessons-toggle").setAttribute("aria-expanded", String(shown));
}

/** On a narrow page the list lies over the notebook: it is opened when wanted, and goes when a lesson is chosen. */
function fitLessonsToWidth(): void {
	const narrow = matchMedia("(max-width: 860px)");
	const adapt = () => showLessons(!narrow.matches);
	narrow.addEventListener("change", adapt);
	addEventListener("hashchange", () => narrow.matches && adapt());
	adapt();
}

/** The cookie carries it from here on; the address can be shown and shared. */
function removeTokenFromAddress(): void {
	if (location.search !== "") history.replaceState(null, "", location.pathname + location.hash);
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
