import { byStudent } from "../by-student";
import { countingSubmission } from "../gradebook/counting-submission";
import { dueTimes } from "../gradebook/due-times";
import { parseLatePolicy } from "../gradebook/late-policy";
import type { Job } from "../job";
import type { Intake, Submission } from "../submission";
import { jobKey } from "./job-key";
import type { RunSettings } from "./run-settings";
import { isInShard } from "./shard";

/** What there is to do for a class, or for a shard of it. */
export interface ClassWork {
	/** The roster and whoever handed in. */
	readonly students: readonly string[];
	/** Of these students; the quarantine is the whole class's. */
	readonly intake: Intake;
	/** By student: the submission that counts. */
	readonly counting: ReadonlyMap<string, Submission>;
	/** One for each exercise of each submission that counts; several may have one key. */
	readonly jobs: readonly Job[];
}

/** Decides which submissions count and makes jobs of them. */
export function classWork(settings: RunSettings, intake: Intake): ClassWork {
	const { shard, roster } = settings;
	const isOurs = (student: string) => !shard || isInShard(student, shard);
	const submissions = intake.submissions.filter(({ student }) => isOurs(student));
	const policy = parseLatePolicy(settings.late);
	const due = dueTimes(settings);
	const counting = new Map<string, Submission>();
	for (const [student, attempts] of byStudent(submissions))
		counting.set(student, countingSubmission(attempts, due(student), policy)!);
	const rostered = roster?.students.map(({ id }) => id).filter(isOurs) ?? [];
	return {
		students: [...rostered, ...counting.keys()],
		intake: { ...intake, submissions },
		counting,
		jobs: [...counting.values()].flatMap((submission) => jobsOf(submission, settings)),
	};
}

function jobsOf({ exercises }: Submission, settings: RunSettings): Job[] {
	return settings.exercises.flatMap(({ exercise }): Job[] => {
		const source = exercises[exercise];
		if (source?.kind !== "source") return [];
		const { main, files } = source;
		const job = { exercise, main, files };
		return [{ key: keyOf(job, settings), ...job }];
	});
}

/** The key of a job in this run. */
export function keyOf(job: Omit<Job, "key">, { exercises, limits, seed }: RunSettings): string {
	const { suite } = exercises.find(({ exercise }) => exercise === job.exercise)!;
	return jobKey(job, { suite, limits, seed });
}
