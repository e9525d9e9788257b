import { posix } from "node:path";
import { decodeSource, UnreadableSource } from "../../course/judge/decode-source";
import type { SubmittedExercise } from "../submission";
import { candidates } from "./candidates";
import type { FoundFiles } from "./found-files";
import { importClosure, type SourceTexts } from "./import-closure";
import { submissionNotebooks } from "./submission-notebooks";

/** What is the same for every submission. */
export interface Course {
	/** Ids of the exercises to look for. */
	readonly exercises: readonly string[];
	/** The stubs as they were handed out, by exercise. */
	readonly stubs: ReadonlyMap<string, string>;
	/** Gives one string for all equal ones, which then take their memory once. */
	readonly once: (text: string) => string;
}

/** One submission's exercises, and what the instructor should know of how they were found. */
export interface FoundExercises {
	readonly exercises: Record<string, SubmittedExercise>;
	readonly notes: readonly string[];
}

/** Finds the exercises in the files of a submission: as files of their own, or as cells of notebooks. */
export function submittedExercises(found: FoundFiles, course: Course): FoundExercises {
	const texts = sourceTexts(found, course.once);
	const notebooks = submissionNotebooks(found, texts, course.exercises);
	const exercises: Record<string, SubmittedExercise> = {};
	const notes: string[] = [];
	for (const exercise of course.exercises) {
		const [path, ...others] = candidates(exercise, "ts", found.files);
		const cell = notebooks.cellOf(exercise);
		const takesCell = cell && (path === undefined || isStub(path, exercise, texts, course));
		const submitted = takesCell
			? (cell.twice ?? source(exercise, cell.notebook, () => cell.text, texts))
			: path === undefined
				? (notebooks.problemOf(exercise) ?? missing(exercise, found))
				: source(exercise, path, texts.text, texts);
		if (submitted) exercises[exercise] = submitted;
		if (takesCell && path !== undefined)
			notes.push(`${exercise}: the cell in ${cell.notebook} was taken; ${path} is untouched.`);
		if (!takesCell && path !== undefined) {
			const left = others.filter((other) => !sameFile(found, path, other));
			if (cell) left.push(`the cell in ${cell.notebook}`);
			if (left.length > 0) notes.push(`${exercise}: ${path} was taken, not ${left.join(", ")}.`);
		}
	}
	return { exercises, notes };
}

function sourceTexts(found: FoundFiles, once: (text: string) => string): SourceTexts {
	const read = new Map<string, string>();
	return {
		has: (path) => found.files.has(path),
		text(path) {
			const { contents } = found.files.get(path)!;
			if ("problem" in contents) throw new UnreadableSource(contents.problem);
			const text = read.get(path) ?? once(decodeSource(contents, path));
			read.set(path, text);
			return text;
		},
	};
}

/** A source with what it imports, as a job holds it. */
function source(
	exercise: string,
	path: string,
	read: (path: string) => string,
	texts: SourceTexts,
): SubmittedExercise {
	try {
		const text = read(path);
		const reached = importClosure(path, text, texts);
		const folder = posix.dirname(path);
		const files = new Map(
			[...reached].map(([target, text]) => [posix.relative(folder, target), text]),
		);
		const plain = `${exercise}.ts`;
		const main = files.has(plain) ? posix.basename(path) : plain;
		files.set(main, text);
		const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
		if (files.size > 100 || bytes > 2_000_000) return { kind: "ungradable", why: tooMuch(path) };
		const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
		return { kind: "source", main, files: Object.fromEntries(sorted) };
	} catch (error) {
		if (error instanceof UnreadableSource) return { kind: "ungradable", why: error.message };
		throw error;
	}
}

const tooMuch = (path: string): string =>
	`${path} imports more than 100 files, or more than 2 MB of them: that is no exercise. Is it the right file?`;

const isStub = (path: string, exercise: string, texts: SourceTexts, { stubs }: Course): boolean => {
	try {
		return plainText(texts.text(path)) === plainText(stubs.get(exercise) ?? "");
	} catch {
		return false;
	}
};

const plainText = (text: string): string => text.replaceAll("\r\n", "\n").trim();

const sameFile = ({ files }: FoundFiles, a: string, b: string): boolean => {
	const [one, other] = [files.get(a)!.contents, files.get(b)!.contents];
	return (
		one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0
	);
};

/** What is said of an exercise that has no file, when there is something to say. */
function missing(exercise: string, found: FoundFiles): SubmittedExercise | undefined {
	if (found.refused.length > 0) return { kind: "ungradable", why: found.refused.join(" ") };
	const otherEnding = new RegExp(`^${exercise}\\.(?!ts$)[a-z]+$`, "i");
	const near = [...found.others, ...found.files.keys()].find((path) =>
		otherEnding.test(posix.basename(path)),
	);
	if (near === undefined) return undefined;
	return {
		kind: "student-error",
		why: `There is ${near}, but no ${exercise}.ts. Hand in the TypeScript file, under this name.`,
	};
}
