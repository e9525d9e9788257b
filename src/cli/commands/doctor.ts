import type { Command } from "commander";
import { CommandFailure } from "../command-failure";
import type { Finding } from "../doctor/finding";
import { findings } from "../doctor/findings";
import { terminalStyle } from "../terminal-style";

const marks = { ok: "✓", note: "•", problem: "✗" } as const;

export function addDoctorCommand(program: Command): void {
	program
		.command("doctor")
		.description("find out whether everything the course needs works here")
		.option("--json", "print the findings as one JSON object: {ok, findings}")
		.action(async ({ json = false }: { json?: boolean }) => {
			const found: Finding[] = [];
			for await (const finding of findings()) {
				found.push(finding);
				if (!json) console.log(line(finding));
			}
			const ok = found.every(({ state }) => state !== "problem");
			if (json) console.log(JSON.stringify({ ok, findings: found }));
			else if (ok) console.log("\nEverything works.");
			if (!ok) throw new CommandFailure("", 2);
		});
}

function line({ state, name, says, advice }: Finding): string {
	const style = terminalStyle();
	const tone = { ok: style.good, note: style.open, problem: style.bad }[state];
	const word = state === "problem" ? " (problem)" : "";
	const told = `${tone(marks[state])} ${name}${word}: ${says}`;
	return advice ? `${told}\n    ${advice}` : told;
}
