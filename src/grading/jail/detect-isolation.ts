import { type Isolation, isolations } from "./isolation";
import { isolationAdvice } from "./isolation-advice";
import { type PreparedBait, prepareBait } from "./probes/prepare-bait";
import { probes } from "./probes/probes";
import { tryProbe } from "./probes/try-probe";
import { filteredProcessors } from "./seccomp/jail-filter";

/** Whether one kind of isolation works on this machine. */
export interface IsolationFinding {
	readonly isolation: Isolation;
	readonly works: boolean;
	readonly why: string;
	readonly whatToDo?: string;
}

/** A quick look; `grade doctor` tries everything. */
const quickProbes = probes.filter(({ id }) =>
	["read-file", "write-file", "network", "kill", "outlive"].includes(id),
);

/**
 * Finds the strongest isolation that works here, by starting jails and trying to get out of them. It looks
 * no further than the first that works. `best` is undefined when nothing here keeps untrusted code in.
 */
export async function detectIsolation(): Promise<{
	readonly best: Isolation | undefined;
	readonly findings: readonly IsolationFinding[];
}> {
	const findings: IsolationFinding[] = [];
	if (process.platform !== "linux")
		return { best: undefined, findings: isolations.slice(0, -1).map(onlyOnLinux) };
	const bait = await prepareBait();
	try {
		for (const isolation of isolations.slice(0, -1)) {
			const finding = await tryIsolation(isolation, bait);
			findings.push(finding);
			if (finding.works) return { best: isolation, findings };
		}
		return { best: undefined, findings };
	} finally {
		await bait.close();
	}
}

async function tryIsolation(isolation: Isolation, bait: PreparedBait): Promise<IsolationFinding> {
	if (isolation === "bubblewrap" && !filteredProcessors.some((name) => name === process.arch))
		return {
			isolation,
			works: false,
			why: `There is no system call filter for this kind of processor (${process.arch}).`,
			whatToDo: `Grade on one of: ${filteredProcessors.join(", ")}.`,
		};
	try {
		for (const probe of quickProbes) {
			const { stopped, tries, how } = await tryProbe(probe, isolation, bait);
			if (!stopped) return leaks(isolation, `${tries}: ${how}`);
		}
		return { isolation, works: true, why: "A jail starts, and keeps in what was tried." };
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { isolation, works: false, why, whatToDo: await isolationAdvice(isolation, why) };
	}
}

const leaks = (isolation: Isolation, what: string): IsolationFinding => ({
	isolation,
	works: false,
	why: `A jail starts, but what is in it could ${what}.`,
	whatToDo: 'See "attention-lab grade doctor", and do not grade with it.',
});

const onlyOnLinux = (isolation: Isolation): IsolationFinding => ({
	isolation,
	works: false,
	why: `Submissions are judged on Linux; this is ${process.platform}.`,
	whatToDo: "Grade on a Linux machine, in a virtual machine, or on Windows in WSL 2.",
});
