import { join } from "node:path";
import { makeFolder } from "../../files/make-folder";
import { GradingError } from "../grading-error";
import { writeJson, writeText } from "../run/json-file";
import { classCsv } from "./class-csv";
import { classPage } from "./class-page";
import { classSummary } from "./class-summary";
import { type GradedStudent, readGradedClass } from "./graded-class";
import { studentFileName } from "./student-file-name";
import { studentPage } from "./student-page";

export interface WrittenReports {
	/** OUT/reports */
	readonly folder: string;
	/** Absolute or as OUT is: the class page, unless only one student was asked for. */
	readonly classPage?: string;
	readonly studentPages: readonly { readonly student: string; readonly path: string }[];
	/** Students without a grade, by id. */
	readonly needLook: readonly string[];
	/** Submissions that belong to nobody. */
	readonly quarantined: number;
}

/**
 * Writes OUT/reports of what `grade run` left in OUT: a page for every student, and class.html, class.csv
 * and class.json; with `student`, that student's page alone.
 *
 * @throws GradingError when there was no run, or no such student
 */
export async function writeReports(out: string, student?: string): Promise<WrittenReports> {
	const graded = await readGradedClass(out);
	const chosen = student === undefined ? graded.students : [findStudent(graded.students, student)];
	const folder = join(out, "reports");
	await makeReportFolder(join(folder, "students"));
	const studentPages: { student: string; path: string }[] = [];
	for (const one of chosen) {
		const path = join(folder, "students", `${studentFileName(one.result.student)}.html`);
		await writeText(path, studentPage(one));
		studentPages.push({ student: one.result.student, path });
	}
	if (student === undefined) {
		await writeText(join(folder, "class.html"), await classPage(graded));
		await writeText(join(folder, "class.csv"), classCsv(graded));
		await writeJson(join(folder, "class.json"), classSummary(graded));
	}
	return {
		folder,
		...(student === undefined && { classPage: join(folder, "class.html") }),
		studentPages,
		needLook: chosen
			.filter(({ grade }) => grade.grade === null)
			.map(({ result }) => result.student),
		quarantined: graded.quarantine.length,
	};
}

async function makeReportFolder(folder: string): Promise<void> {
	try {
		await makeFolder(folder);
	} catch (error) {
		throw new GradingError(
			`${folder} cannot be made: ${(error as Error).message}. The reports are written into the output folder of the run: it has to be writable.`,
		);
	}
}

/** By id; by name or address, when only one student has it. */
function findStudent(students: readonly GradedStudent[], wanted: string): GradedStudent {
	const exact = students.find(({ result }) => result.student === wanted);
	if (exact) return exact;
	const alike = students.filter(({ grade }) => grade.name === wanted || grade.email === wanted);
	if (alike.length === 1) return alike[0]!;
	throw new GradingError(
		alike.length > 1
			? `“${wanted}” are ${alike.length} students: ${alike.map(({ result }) => result.student).join(", ")}. Name one of them by id.`
			: `There is no student “${wanted}” in this run. Name one by id, as in the first column of gradebook.csv.`,
	);
}
