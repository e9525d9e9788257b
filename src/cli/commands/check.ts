import process from "node:process";
import { type Command, InvalidArgumentError } from "commander";
import {
	type CheckOptions,
	check,
	closeJudge,
	fileToCheck,
	nextExercise,
	type Verdict,
} from "../../course";
import { verdictText } from "../../course/views/verdict-text";
import { answerCourseError } from "../answer-course-error";
import { CommandFailure } from "../command-failure";
import { terminalStyle } from "../terminal-style";
import { snapshot, untilSaved } from "../until-saved";

interface CheckCommandOptions extends CheckOptions {
	readonly json?: boolean;
	readonly watch?: boolean;
}

export function addCheckCommand(program: Command): void {
	program
		.command("check")
		.description("check an exercise: what is right, what is wrong, and why")
		.argument("[exercise]", 'such as "02-softmax" or "02"; default: the next one not yet passed')
		.option("--file <path>", "check this file in place of exercises/<exercise>.ts")
		.option("--seed <number>", "check with other random inputs (default: 1)", toSeed)
		.option("--watch", "check again whenever a file is saved, until Ctrl-C")
		.option("--json", "print the verdict as one JSON object (with --watch: one a line)")
		.action(runCheck);
}

async function runCheck(
	exercise: string | undefined,
	{ json = false, watch = false, ...options }: CheckCommandOptions,
): Promise<void> {
	const id = exercise ?? (await nextExercise());
	if (id === undefined) {
		console.log("Every exercise is passed. To check one again, name it: attention-lab check 02");
		return;
	}
	try {
		const verdict = watch
			? await watchExercise(id, options, json)
			: await answerCourseError(check(id, options));
		if (!watch) show(verdict, json);
		if (!verdict.passed) throw new CommandFailure("", 1);
	} finally {
		closeJudge();
	}
}

/** Checks at once and after every save, until Ctrl-C; returns the last verdict. */
async function watchExercise(id: string, options: CheckOptions, json: boolean): Promise<Verdict> {
	const stop = new AbortController();
	process.once("SIGINT", () => stop.abort());
	process.once("SIGTERM", () => stop.abort());
	const path = fileToCheck(id, options);
	for (;;) {
		const before = await snapshot(path); // a save during the check counts
		const verdict = await answerCourseError(check(id, options));
		if (!json && process.stdout.isTTY) process.stdout.write("\u001b[2J\u001b[3J\u001b[H");
		show(verdict, json);
		if (!json) console.log(`\nWatching ${verdict.file}: save it to check again, Ctrl-C to end.`);
		if (!(await untilSaved(path, before, stop.signal))) return verdict;
	}
}

function show(verdict: Verdict, json: boolean): void {
	console.log(
		json
			? JSON.stringify(verdict)
			: verdictText(verdict, { style: terminalStyle(), place: "terminal" }),
	);
}

function toSeed(value: string): number {
	const seed = Number(value);
	if (/^\d+$/.test(value) && Number.isSafeInteger(seed)) return seed;
	throw new InvalidArgumentError("A seed is a whole number, 0 or larger.");
}
