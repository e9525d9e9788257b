import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { GradingError } from "../../../grading";
import { createJudge } from "../../../grading/judge/create-judge";
import { localIsolation } from "../../../grading/run/local-parts";
import { parseSeed } from "../../../grading/run/parse-seed";
import { type SelftestResult, selftest } from "../../../grading/selftest/selftest";
import { answerGradingError } from "../../answer-grading-error";
import { CommandFailure } from "../../command-failure";
import { terminalStyle } from "../../terminal-style";

interface Options {
	readonly only?: string;
	readonly seeds: string;
	readonly unsafe?: boolean;
	readonly json?: boolean;
}

export function addSelftestCommand(grade: Command): void {
	grade
		.command("selftest")
		.description(
			"grade answers of which one knows what they are: stubs, solutions, every misconception",
		)
		.option("--only <exercises>", 'only these, such as "05-attention,06"')
		.option("--seeds <numbers>", "try everything with each of these", "1,2017")
		.option("--unsafe", "also without isolation: the answers are the course's own")
		.option("--json", "print one JSON object: {ok, exercises}")
		.addHelpText(
			"after",
			"\nEvery answer is handed in as a file and judged in a jail, as a student's would be. Exit code 1: something is off.",
		)
		.action((options: Options) => answerGradingError(run(options)));
}

async function run({ only, seeds, unsafe = false, json = false }: Options): Promise<void> {
	const numbers = seeds.split(",").map((seed) => parseSeed(seed.trim()));
	const isolation = await localIsolation(unsafe);
	const results: SelftestResult[] = [];
	const testing = selftest({
		only,
		seeds: numbers,
		createJudge: (seed) => createJudge({ seed, isolation, lanes: availableParallelism() }),
	});
	if (!json) console.log(row(["exercise", "points", "stub", "solution", "misconceptions"]));
	for await (const result of testing) {
		results.push(result);
		if (!json) console.log(told(result));
	}
	if (results.length === 0) throw new GradingError("There is no exercise to test.");
	const ok = results.every(({ problems }) => problems.length === 0);
	if (json) console.log(JSON.stringify({ ok, exercises: results }));
	else console.log(`\n${conclusion(results, numbers)}`);
	if (!ok) throw new CommandFailure("", 1);
}

function told({
	exercise,
	points,
	stub,
	solution,
	caught,
	misconceptions,
	problems,
}: SelftestResult) {
	const { good, bad } = terminalStyle();
	const cells = [
		exercise,
		`${points}`,
		stub ? "0 points" : "WRONG",
		solution ? "full" : "WRONG",
		`${caught} of ${misconceptions} named`,
	];
	const mark = problems.length === 0 ? good("✓") : bad("✗");
	return [`${row(cells)}${mark}`, ...problems.map((problem) => `    ${problem}`)].join("\n");
}

const widths = [22, 8, 10, 10, 18];
const row = (cells: readonly string[]): string =>
	cells.map((cell, i) => cell.padEnd(widths[i]!)).join("");

function conclusion(results: readonly SelftestResult[], seeds: readonly number[]): string {
	const problems = results.reduce((sum, result) => sum + result.problems.length, 0);
	const answers = results.reduce((sum, { misconceptions }) => sum + misconceptions + 2, 0);
	const behind = [...new Set(results.map(({ isolation }) => isolation))].join(", ");
	const tried = `${answers} answers, each with ${seeds.length === 1 ? `seed ${seeds[0]}` : `the seeds ${seeds.join(", ")}`}, judged behind: ${behind}.`;
	return problems === 0
		? `Everything got what it should. ${tried}`
		: `${problems} verdicts are not what they should be. ${tried}`;
}
