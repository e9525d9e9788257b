import { userInfo } from "node:os";
import { type Command, InvalidArgumentError } from "commander";
import { overrideGrade } from "../../../grading/run/override-grade";
import { answerGradingError } from "../../answer-grading-error";

interface OverrideOptions {
	readonly out: string;
	readonly student: string;
	readonly exercise?: string;
	readonly points?: number | null;
	readonly note?: string;
	readonly why: string;
	readonly by?: string;
	readonly json?: boolean;
}

export function addOverrideCommand(grade: Command): void {
	grade
		.command("override")
		.description("set the points of a student by hand; who, when and why is kept for ever")
		.requiredOption("--out <dir>", "the output folder of grade run")
		.requiredOption("--student <id>", "as in results.json")
		.option("--exercise <exercise>", "of this exercise only (default: the grade as a whole)")
		.option("--points <n>", '"none" takes an earlier decision back', toPoints)
		.option("--note <text>", "for the student, shown with the grade")
		.requiredOption("--why <text>", "the reason, for whoever asks later", toReason)
		.option("--by <name>", "who decides (default: your user name)")
		.option("--json", "print the new grade as one JSON object")
		.action(override);
}

async function override({ out, by, json, ...decided }: OverrideOptions): Promise<void> {
	const when = new Date().toISOString();
	const grade = await answerGradingError(
		overrideGrade(out, { ...decided, who: by ?? userInfo().username, when }),
	);
	console.log(
		json
			? JSON.stringify(grade)
			: `${grade.student}: ${grade.grade ?? "no grade yet"} of ${grade.maxPoints}\n${grade.notes.map((note) => `  ${note}`).join("\n")}`,
	);
}

function toReason(value: string): string {
	if (value.trim() !== "") return value;
	throw new InvalidArgumentError("It is empty: say in a sentence why.");
}

function toPoints(value: string): number | null {
	if (value === "none") return null;
	const points = Number(value);
	if (value.trim() !== "" && Number.isFinite(points) && points >= 0) return points;
	throw new InvalidArgumentError('Points are a number, 0 or larger, or "none".');
}
