import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hasSolutions } from "../../course/has-solutions";
import { makeFolder } from "../../files/make-folder";
import { projectRoot } from "../../project-root";
import { chosenExercises } from "../chosen-exercises";
import { GradingError } from "../grading-error";
import { readIntake } from "../ingest/read-intake";
import { readRoster } from "../ingest/read-roster";
import { writeJson, writeText } from "../run/json-file";
import type { Submission } from "../submission";
import { type Answer, compareAnswers, type Group } from "./compare-answers";
import { findUnparsable } from "./find-unparsable";
import { similarPage } from "./similar-page";

export interface SimilarOptions {
	readonly submissions: string;
	/** Gets index.html and similar.json. */
	readonly out: string;
	readonly roster?: string | undefined;
	/** "05-attention,06" */
	readonly only?: string | undefined;
}

/** What is alike among the answers to one exercise. */
export interface SimilarAnswers {
	readonly exercise: string;
	/** How many were compared. */
	readonly answers: number;
	readonly groups: readonly Group[];
}

export interface SimilarReport {
	readonly page: string;
	readonly data: string;
	readonly exercises: readonly SimilarAnswers[];
	/** Submissions that belong to nobody for certain, and were left out. */
	readonly leftOut: number;
}

/**
 * Compares the newest answers of a class, exercise by exercise, and writes what is alike, as a page with
 * the passages side by side and as data.
 *
 * @throws GradingError
 */
export async function findSimilar(options: SimilarOptions): Promise<SimilarReport> {
	const ids = chosenExercises(options.only);
	const roster = options.roster === undefined ? undefined : await readRoster(options.roster);
	const { submissions, quarantine } = await readIntake({
		submissions: options.submissions,
		roster,
		exercises: ids,
	});
	const exercises: SimilarAnswers[] = [];
	for (const exercise of ids) {
		const answers = newestAnswers(submissions, exercise);
		const groups = compareAnswers(answers, await knownTexts(exercise));
		if (answers.length > 0) exercises.push({ exercise, answers: answers.length, groups });
	}
	if (exercises.length === 0)
		throw new GradingError(`Nobody in ${options.submissions} handed in any of ${ids.join(", ")}.`);
	const page = join(options.out, "index.html");
	const data = join(options.out, "similar.json");
	await makeOut(options.out);
	await writeText(page, similarPage(exercises, quarantine.length));
	await writeJson(data, exercises.map(withoutTexts));
	return { page, data, exercises, leftOut: quarantine.length };
}

/** Of each student the last that holds this exercise; submissions come by student, then by time. */
function newestAnswers(submissions: readonly Submission[], exercise: string): Answer[] {
	const newest = new Map<string, Answer>();
	for (const { student, exercises } of submissions) {
		const submitted = exercises[exercise];
		if (submitted?.kind !== "source") continue;
		const { main, files } = submitted;
		const others = Object.keys(files).filter((path) => path !== main);
		const text = [main, ...others.sort()].map((path) => files[path]!).join("\n");
		newest.set(student, { student, text });
	}
	const answers = [...newest.values()];
	const unparsable = findUnparsable(answers.map(({ text }) => text));
	return answers.map((answer) =>
		unparsable.has(answer.text) ? { ...answer, isOpaque: true } : answer,
	);
}

/** What everybody may have in common. */
function knownTexts(exercise: string): Promise<string[]> {
	const stub = `src/course/originals/${exercise}.ts.txt`;
	const paths = hasSolutions() ? [stub, `solutions/${exercise}.ts`] : [stub];
	return Promise.all(paths.map((path) => readFile(join(projectRoot, path), "utf8")));
}

async function makeOut(out: string): Promise<void> {
	try {
		await makeFolder(out);
	} catch (error) {
		throw new GradingError(`${out} cannot be made: ${(error as Error).message}.`);
	}
}

const withoutTexts = ({ exercise, answers, groups }: SimilarAnswers) => ({
	exercise,
	answers,
	groups: groups.map(({ students, pairs }) => ({
		students,
		pairs: pairs.map(({ left, right, kind, share }) => ({
			left: left.student,
			right: right.student,
			kind,
			share: Math.round(share * 100) / 100,
		})),
	})),
});
