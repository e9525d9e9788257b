import type { Command } from "commander";
import { detectIsolation, type IsolationFinding } from "../../../grading/jail/detect-isolation";
import { probeJail } from "../../../grading/jail/probes/probe-jail";
import type { ProbeResult } from "../../../grading/jail/probes/try-probe";
import { answerGradingError } from "../../answer-grading-error";
import { CommandFailure } from "../../command-failure";
import { terminalStyle } from "../../terminal-style";

export function addDoctorCommand(grade: Command): void {
	grade
		.command("doctor")
		.description(
			"attack this machine's isolation as a hostile submission would, and say what it stops",
		)
		.option("--json", "print one JSON object: {ok, isolation, findings, probes}")
		.addHelpText("after", help)
		.action(({ json = false }: { json?: boolean }) => answerGradingError(examine(json)));
}

const help = `
A submission is judged behind bubblewrap, or else in a container (podman or docker). This starts such
jails and tries, from within, to read, write, connect, kill, outlive and use up. Nothing is harmed.

The container's program and image can be named in ATTENTION_LAB_CONTAINER_ENGINE and
ATTENTION_LAB_CONTAINER_IMAGE.

Exit code: 0 all is stopped, 1 something gets through, 2 there is no isolation.`;

async function examine(json: boolean): Promise<void> {
	const { best, findings } = await detectIsolation();
	const say = json ? () => {} : console.log;
	for (const finding of findings) say(findingLine(finding));
	const probes: ProbeResult[] = [];
	if (best !== undefined)
		for await (const result of probeJail(best)) {
			probes.push(result);
			say(probeLine(result));
		}
	const through = probes.filter(({ stopped }) => !stopped).length;
	const ok = best !== undefined && through === 0;
	if (json) console.log(JSON.stringify({ ok, isolation: best ?? null, findings, probes }));
	if (best === undefined)
		throw new CommandFailure(
			"Nothing on this machine keeps a submission in: do not grade here.",
			2,
		);
	if (!ok) throw new CommandFailure(`\n${through} of ${probes.length} attempts got through.`, 1);
	say(`\nAll ${probes.length} attempts were stopped by ${best}.`);
}

function findingLine({ isolation, works, why, whatToDo }: IsolationFinding): string {
	const { good, bad } = terminalStyle();
	const told = `${works ? good("✓") : bad("✗")} ${isolation}: ${why}`;
	return whatToDo ? `${told}\n    ${whatToDo}` : told;
}

function probeLine({ stopped, tries, how }: ProbeResult): string {
	const { good, bad } = terminalStyle();
	const mark = stopped ? `${good("✓")} stopped    ` : `${bad("✗")} GOT THROUGH`;
	return `  ${mark}  ${tries}\n                 ${how}`;
}
