import { read } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { GradingError } from "../../grading-error";
import { defaultLimits } from "../../limits";
import type { Isolation } from "../isolation";
import { startJail } from "../jail";
import type { JailEnd } from "../jail-end";
import type { PreparedBait } from "./prepare-bait";
import type { Bait, Probe } from "./probe";

/** What came of one attempt. */
export interface ProbeResult {
	readonly id: string;
	readonly tries: string;
	readonly stopped: boolean;
	/** What it got, or what stopped it. */
	readonly how: string;
}

/** The least that a verdict needs: a probe that computes for ever is not waited for any longer. */
const limits = { ...defaultLimits, jobSeconds: 1 };
const patience = 15_000;

/**
 * Tries one probe in a jail of its own.
 * @throws {GradingError} when no program runs in such a jail at all.
 */
export async function tryProbe(
	probe: Probe,
	isolation: Isolation,
	bait: PreparedBait,
): Promise<ProbeResult> {
	const { id, tries, attempt, aftermath } = probe;
	const program = join(bait.home, `${id}.cjs`);
	await writeFile(program, programText(attempt, bait), { mode: 0o644 });
	const jail = await startJail({ isolation, limits, program });
	const timer = setTimeout(jail.kill, patience);
	const answer = await readToEnd(jail.answers);
	const end = await jail.ended;
	clearTimeout(timer);
	await jail.dispose();
	const left = await aftermath?.(bait);
	if (!answer.startsWith(greeting))
		throw new GradingError(`nothing runs in a jail (${isolation}): ${end.lastWords.trim()}`);
	const { got, stoppedBy } = outcome(answer.slice(greeting.length), end);
	const through = got ?? left;
	return { id, tries, stopped: through === undefined, how: through ?? stoppedBy };
}

/** What a program of a probe says first: a jail in which nothing runs stops nothing. */
const greeting = "here ";

/** The attempt as a program of its own; it says {"got": …} or {"stoppedBy": …} and ends. */
function programText(attempt: Probe["attempt"], bait: Bait): string {
	return `
const { writeSync } = require("node:fs");
const say = (outcome) => {
	writeSync(1, JSON.stringify(outcome));
	process.exit();
};
writeSync(1, ${JSON.stringify(greeting)});
Promise.resolve()
	.then(() => (${attempt})(require, ${JSON.stringify(bait)}))
	.then((got) => say({ got }), (error) => say({ stoppedBy: error.message.split(/,| - /)[0] }));
`;
}

async function readToEnd(descriptor: number): Promise<string> {
	const buffer = Buffer.alloc(65_536);
	let text = "";
	for (;;) {
		const { bytesRead } = await promisify(read)(descriptor, buffer, 0, buffer.length, null);
		if (bytesRead === 0) return text;
		text += buffer.toString("utf8", 0, bytesRead);
	}
}

function outcome(answer: string, end: JailEnd): { got?: string; stoppedBy: string } {
	if (answer) return { stoppedBy: "nothing of it worked", ...JSON.parse(answer) };
	const ends: Record<JailEnd["why"], string> = {
		killed: "it was ended after a while",
		output: "it was ended: too much output",
		memory: "it was ended: too much memory",
		time: "it was ended: too much processor time",
		exit: "it ended",
		signal: "it crashed",
		broken: `its jail broke: ${end.lastWords.trim()}`,
	};
	return { stoppedBy: ends[end.why] };
}
