import process from "node:process";
import type { RunListener } from "../../grading/run/grade-class";
import type { JudgingProgress } from "../../grading/run/judge-jobs";
import { progressLine } from "../../grading/run/progress-line";

/** So often a line is written where nobody sees a line change, in milliseconds. */
const linesEvery = 5000;

const redrawEvery = 100;

/** Shows on the standard error how a run goes: a line that changes on a terminal, a line now and then elsewhere. */
export function createRunListener(): RunListener & { readonly end: () => void } {
	const { stderr } = process;
	const live = stderr.isTTY === true;
	let start: number | undefined;
	let shown = Number.NEGATIVE_INFINITY;
	let isOpen = false; // the cursor stands behind a line that may still change

	const closeLine = () => {
		if (isOpen) stderr.write("\n");
		isOpen = false;
	};
	return {
		say(text) {
			closeLine();
			stderr.write(`${text}\n`);
		},
		judging(progress: JudgingProgress) {
			const now = performance.now();
			start ??= now;
			const isLast = progress.known + progress.judged === progress.total;
			if (!isLast && now - shown < (live ? redrawEvery : linesEvery)) return;
			shown = now;
			const line = progressLine(progress, (now - start) / 1000, live ? 24 : 0);
			stderr.write(live ? `\r\u001b[2K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
			isOpen = live;
		},
		end: closeLine,
	};
}
