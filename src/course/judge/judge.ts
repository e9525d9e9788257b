import type { Announce, CheckEvent } from "../checking/announce";
import type { Failure } from "../checking/failure";
import { findLesson } from "../find-lesson";
import { createCheckRunner } from "./check-runner";
import { UnreadableSource } from "./decode-source";
import { importProblem } from "./import-problem";
import type { JudgeMessage, JudgeRequest } from "./messages";
import { readSource } from "./read-source";
import { sourceProblem } from "./source-problem";

/**
 * Creates a judge: a function that answers one request after the other. It tells what happens while
 * it happens, and `done` at the end; it never rejects.
 */
export async function createJudge(
	tell: (message: JudgeMessage) => void,
): Promise<(request: JudgeRequest) => Promise<void>> {
	let announce: Announce = tell;
	const runner = await createCheckRunner((event) => announce(event));

	const outline = async (exercise: string) => {
		announce = (event) => event.kind === "outline" && tell(event);
		await runner.run(exercise, undefined, 1);
	};

	const check = async (request: JudgeRequest & { kind: "check" }): Promise<Failure | undefined> => {
		const { exercise, file, label, seed } = request;
		const source = { text: await readSource(file, label), file, label };
		const problem = sourceProblem(source, findLesson(exercise));
		if (problem) return problem;
		announce = (event) => tell(renamed(event, exercise, label));
		const error = await runner.run(exercise, source, seed);
		if (!error || error.message.includes("[vitest-pool]")) return undefined; // the pool told how the thread died
		return renamedPlace(importProblem(error, source), exercise, label);
	};

	return async (request) => {
		try {
			const problem = request.kind === "check" && (await check(request).catch(unreadable));
			if (problem || request.kind === "outline") await outline(request.exercise);
			if (problem) tell({ kind: "problem", problem });
		} catch (error) {
			tell({ kind: "problem", problem: { summary: `The check itself failed: ${error}` } });
		}
		tell({ kind: "done" });
	};
}

function unreadable(error: unknown): Failure {
	if (error instanceof UnreadableSource) return { summary: error.message };
	throw error;
}

/** Vitest knows the file as the exercise it stands for; the learner knows it by its own name. */
function renamed(event: CheckEvent, exercise: string, label: string): CheckEvent {
	if (event.kind !== "finished" || !event.report.failure) return event;
	const failure = renamedPlace(event.report.failure, exercise, label);
	return { kind: "finished", report: { ...event.report, failure } };
}

function renamedPlace(failure: Failure, exercise: string, label: string): Failure {
	if (!failure.place) return failure;
	return { ...failure, place: failure.place.replace(`exercises/${exercise}.ts:`, `${label}:`) };
}
