import { count } from "../../course/checking/show-value";
import { createFigure, type Figure } from "../../course/views/drawing";
import { states } from "../state";
import type { ClassSummary, ExerciseSummary } from "./class-summary";
import { exerciseTitle } from "./exercise-title";
import { formatPoints } from "./format-points";
import { labelledBars } from "./labelled-bars";
import { stateWords } from "./state-words";

/** A figure of the class page, with its heading. */
export interface ClassFigure {
	readonly title: string;
	readonly figure: Figure;
	/** Takes the whole width of the page. */
	readonly broad?: true;
}

/** Everything the class page draws, in its order; nothing is drawn of what nobody did. */
export function classFigures(summary: ClassSummary): ClassFigure[] {
	return [
		{ title: "Grades", figure: gradeFigure(summary), broad: true },
		{ title: "Exercises, the hardest first", figure: difficultyFigure(summary) },
		...(summary.misconceptions.length > 0
			? [{ title: "What was misunderstood", figure: misconceptionFigure(summary) }]
			: []),
		{ title: "What became of the exercises", figure: stateFigure(summary) },
		{ title: "When it was handed in", figure: latenessFigure(summary) },
		...summary.exercises
			.filter(({ judged }) => judged > 0)
			.map((exercise) => ({
				title: `What passed: ${exerciseTitle(exercise.exercise)}`,
				figure: passFigure(exercise),
			})),
	];
}

function gradeFigure({ distribution, graded, maxPoints, mean }: ClassSummary): Figure {
	const counts = distribution.map(({ students }) => students);
	const average = mean === null ? "none is known" : `the mean is ${formatPoints(mean)}`;
	return createFigure({
		data: [
			{
				type: "bar",
				x: distribution.map(({ label }) => label),
				y: counts,
				text: counts.map((count) => (count === 0 ? "" : String(count))),
				textposition: "outside",
				cliponaxis: false,
				hoverinfo: "x+y",
			},
		],
		layout: {
			height: 300,
			margin: { t: 24, r: 10, b: 56, l: 44 },
			bargap: 0.12,
			xaxis: { title: { text: "part of the points" }, fixedrange: true, automargin: true },
			yaxis: {
				title: { text: "students" },
				fixedrange: true,
				tickformat: "d",
				rangemode: "tozero",
			},
		},
		alt: `Distribution of ${graded} grades in ten parts of ${formatPoints(maxPoints)} points; ${average}.`,
		table: {
			header: ["part of the points", "students"],
			rows: distribution.map(({ label, students }) => [label, `${students}`]),
		},
	});
}

function difficultyFigure({ exercises }: ClassSummary): Figure {
	const judged = exercises.filter(({ meanShare }) => meanShare !== null);
	const sorted = judged.toSorted((a, b) => a.meanShare! - b.meanShare!);
	const hardest = sorted[0];
	return labelledBars(
		{
			what: "exercise",
			quantity: "mean share of the points",
			full: 1,
			bars: sorted.map(({ exercise, meanShare, full, attempted, judged: all }) => ({
				label: exerciseTitle(exercise),
				value: meanShare!,
				text: percent(meanShare!),
				more: [`${full}`, `${attempted}`, `${all}`],
			})),
			alt: hardest
				? `Mean share of the points of ${count(sorted.length, "exercise")}; the hardest is ${exerciseTitle(hardest.exercise)} with ${percent(hardest.meanShare!)}.`
				: "No exercise is judged yet.",
		},
		["with full points", "attempted", "judged"],
	);
}

function misconceptionFigure({ misconceptions, students }: ClassSummary): Figure {
	const shown = misconceptions.slice(0, 20);
	const most = shown[0]!;
	return labelledBars(
		{
			what: "misconception",
			quantity: "students",
			full: students,
			bars: shown.map(({ exercise, title, explanation, students: count }) => ({
				label: `${exercise.slice(0, 2)} · ${title.replaceAll("`", "")}`,
				value: count,
				text: `${count}`,
				more: [explanation.replaceAll("`", "")],
			})),
			alt: `How many of ${students} students show each of ${shown.length} known mistakes; the most frequent is “${most.title}” (${most.students}).`,
		},
		["explanation"],
	);
}

function stateFigure({ states: counts }: ClassSummary): Figure {
	const all = states.reduce((sum, state) => sum + counts[state], 0);
	return labelledBars({
		what: "state",
		quantity: "exercises of students",
		full: all,
		bars: states.map((state) => ({
			label: stateWords[state],
			value: counts[state],
			text: `${counts[state]}`,
		})),
		alt: `Of ${all} exercises of students, ${states.map((state) => `${counts[state]} ${stateWords[state]}`).join(", ")}.`,
	});
}

function latenessFigure({ lateness, students }: ClassSummary): Figure {
	return labelledBars({
		what: "when",
		quantity: "students",
		full: students,
		bars: lateness.map(({ label, students: count }) => ({
			label,
			value: count,
			text: `${count}`,
		})),
		alt: `Of ${students} students, ${lateness.map(({ label, students: count }) => `${count} ${label}`).join(", ")}.`,
	});
}

function passFigure({ exercise, tests, judged }: ExerciseSummary): Figure {
	const title = exerciseTitle(exercise);
	return labelledBars({
		what: "test",
		quantity: "students who passed it",
		full: judged,
		bars: tests.map(({ name, passed }) => ({
			label: name,
			value: passed,
			text: `${passed} of ${judged}`,
		})),
		alt: `How many of ${judged} students passed each of the ${tests.length} tests of ${title}.`,
	});
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
