import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { projectRoot } from "../../project-root";
import { GradingError } from "../grading-error";

const program = join(projectRoot, ".build", "grading", "similar", "parse-all.js");
const atATime = 1000;

/** Which texts end the process that parses them: found out in a process that may end. */
export function findUnparsable(answers: readonly string[]): Set<string> {
	const texts = [...new Set(answers)];
	const unparsable = new Set<string>();
	for (let from = 0; from < texts.length; ) {
		const chunk = texts.slice(from, from + atATime);
		const { status, stdout, stderr, error } = spawnSync(process.execPath, [program], {
			input: JSON.stringify(chunk),
			encoding: "utf8",
		});
		if (status === 0) {
			from += chunk.length;
			continue;
		}
		const reached = stdout?.trimEnd().split("\n").at(-1);
		if (!reached)
			throw new GradingError(
				`The answers could not be parsed: ${error?.message ?? stderr}. Run "npx attention-lab doctor".`,
			);
		unparsable.add(chunk[Number(reached)]!);
		from += Number(reached) + 1;
	}
	return unparsable;
}
