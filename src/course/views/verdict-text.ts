import { type Failure, failureText } from "../checking/failure";
import type { Verdict } from "../verdict";
import { nextStep, type Place } from "./next-step";
import { proseText } from "./prose";
import { plainStyle, type Style } from "./style";
import { type ToldTest, toldTests } from "./told-test";

const width = 88;
const inner = " ".repeat(9);

/** The verdict for a terminal, or as the plain-text form of a notebook's output. */
export function verdictText(
	verdict: Verdict,
	{ style = plainStyle, place = "notebook" }: { style?: Style; place?: Place } = {},
): string {
	const { details, exercise, points, maxPoints, passed, seed } = verdict;
	const { lesson, judgment, printed, notes } = details;
	const score = `${points} of ${maxPoints} points`;
	const sections = [
		`${style.bold(`${exercise} · ${lesson.title}`)}   ${passed ? style.good(score) : style.bold(score)}${seed === 1 ? "" : style.faint(`   seed ${seed}`)}`,
		judgment.problem && style.bad(indented(failureText(judgment.problem))),
		toldTests(judgment.tests)
			.map((told) => testLines(told, style))
			.join("\n"),
		printed && `Your code printed:\n${indented(shortened(printed.trimEnd()))}`,
		...notes.map((note) => style.open(proseText(note, { width }))),
		proseText(nextStep(verdict, place), { width }),
	];
	return sections.filter(Boolean).join("\n\n");
}

function testLines(told: ToldTest, style: Style): string {
	const { test, signs } = told;
	const score = `${test.points}/${test.maxPoints}`;
	const isTold = test.status === "passed" || test.status === "failed"; // by the mark, and by what follows
	const words = isTold ? "" : style.faint(`  ${signs.words}`);
	const line = `  ${style[signs.tone](signs.mark)} ${score}  ${test.name}${words}`;
	if (test.status !== "failed" || !test.failure) return line;
	return `${line}\n${failureLines(test.failure, told.isSameFailure)}${misconceptionLines(told, style)}\n`;
}

function failureLines({ summary, ...facts }: Failure, isSame: boolean): string {
	const told = proseText(isSame ? "The same as above:" : summary, { width, indent: inner });
	return `${told}${indented(failureText({ summary: "", ...facts }), inner.slice(2))}`;
}

function misconceptionLines({ test, isSameMisconception }: ToldTest, style: Style): string {
	if (!test.known) return "";
	const { title, explanation } = test.known;
	if (isSameMisconception) return `\n${inner}${style.bold(`Again: ${title}`)}`;
	const told = proseText(explanation, { width, indent: inner });
	return `\n${inner}${style.bold(`This is what you get from: ${title}`)}\n${told}`;
}

const indented = (text: string, by = "  "): string => text.replace(/^(?=.)/gm, by);

function shortened(text: string): string {
	const lines = text.split("\n");
	if (lines.length <= 30) return text;
	return [...lines.slice(0, 30), `… ${lines.length - 30} more lines`].join("\n");
}
