import { jupyterDisplay, type MimeBundle } from "../plots/jupyter-display";
import type { Judgment, TestVerdict } from "./judgment";
import type { Lesson } from "./lesson";
import { verdictHtml } from "./views/verdict-html";
import { verdictText } from "./views/verdict-text";

/** What came of one exercise, as `attention-lab check --json` prints it. */
export interface VerdictJson {
	readonly exercise: string;
	/** The file that was checked; from the course's folder, where it lies inside. */
	readonly file: string;
	readonly seed: number;
	readonly passed: boolean;
	readonly points: number;
	readonly maxPoints: number;
	readonly tests: readonly TestVerdict[];
}

/** What the views of a verdict tell besides its numbers. */
export interface VerdictDetails {
	readonly lesson: Lesson;
	readonly judgment: Judgment;
	/** What the learner's code printed. */
	readonly printed: string;
	/** How many hints were taken so far. */
	readonly hintsTaken: number;
	/** What else has to be said, such as that progress could not be saved. */
	readonly notes: readonly string[];
}

/** What came of one exercise. A notebook shows it; `JSON.stringify` gives a `VerdictJson`. */
export class Verdict implements VerdictJson {
	readonly exercise: string;
	readonly passed: boolean;
	readonly points: number;
	readonly maxPoints: number;
	readonly tests: readonly TestVerdict[];

	constructor(
		/** The file that was checked, absolute. */
		readonly path: string,
		readonly file: string,
		readonly seed: number,
		readonly details: VerdictDetails,
	) {
		const { lesson, judgment } = details;
		this.exercise = lesson.id;
		this.passed = judgment.passed;
		this.points = judgment.points;
		this.maxPoints = lesson.exercise.points;
		this.tests = judgment.tests.map(({ failure: _, known: __, ...test }) => test);
	}

	toJSON(): VerdictJson {
		const { exercise, file, seed, passed, points, maxPoints, tests } = this;
		return { exercise, file, seed, passed, points, maxPoints, tests };
	}

	/** The verdict as plain text. */
	toString(): string {
		return verdictText(this);
	}

	[jupyterDisplay](): MimeBundle {
		return { "text/html": verdictHtml(this), "text/plain": this.toString() };
	}
}
