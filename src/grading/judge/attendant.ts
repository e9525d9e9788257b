import { join } from "node:path";
import type { MessagePort } from "node:worker_threads";
import { projectRoot } from "../../project-root";
import type { Job } from "../job";
import { type HeldJail, holdJail, type Spent } from "./held-jail";
import type { JailHost } from "./jail-host";
import type { CompiledJob } from "./lane";
import type { Examination, LaneAnswer, LaneSettings, ThreadMessage } from "./messages";

/** Serves the thread that examines a batch: it brings the jails, watches them, and takes them away. */
export interface Attendant {
	/** Listens to the thread at the other end. */
	serve(port: MessagePort): void;
	/** Ends what is left. */
	close(): Promise<void>;
}

interface Events {
	onBegin(job: Job): void;
	onEnd(job: Job, examination: Examination): void;
}

const runner = join(projectRoot, ".build", "grading", "runner", "main.cjs");

/** So many submissions ahead are being loaded while one is examined. */
const ahead = 2;

export function createAttendant(
	examined: readonly CompiledJob[],
	host: JailHost,
	{ isolation, limits }: LaneSettings,
	{ onBegin, onEnd }: Events,
): Attendant {
	const jails = new Map<number, Promise<HeldJail>>();
	const spent = new Map<number, Spent>();
	const begun = new Set<number>();
	const leaving = new Set<Promise<void>>();
	let port: MessagePort | undefined;

	const prepare = (examinee: number): void => {
		const { compiled } = examined[examinee] ?? {};
		if (!compiled || jails.has(examinee)) return;
		const { program } = compiled;
		const jail = holdJail({
			host,
			isolation,
			limits,
			runner,
			program,
			spent: spent.get(examinee) ?? { processor: 0, asleep: 0 },
		});
		jail.catch(() => {}); // whoever asks for it is told
		jails.set(examinee, jail);
	};

	const takeAway = (examinee: number): void => {
		const jail = jails.get(examinee);
		jails.delete(examinee);
		const left = jail
			?.then((held) => held.release())
			.then((used) => spent.set(examinee, used))
			.then(
				() => {},
				() => {},
			);
		if (!left) return;
		leaving.add(left);
		left.then(() => leaving.delete(left));
	};

	const bring = async (examinee: number): Promise<LaneAnswer> => {
		if (begun.has(examinee)) {
			takeAway(examinee);
			await Promise.all(leaving);
		}
		begun.add(examinee);
		for (let i = 0; i <= ahead; i++) if (i === 0 || !begun.has(examinee + i)) prepare(examinee + i);
		return { kind: "jail", jail: (await jails.get(examinee)!).handle };
	};

	const hear = async (message: ThreadMessage): Promise<void> => {
		const { kind, examinee } = message;
		const { job } = examined[examinee]!;
		if (kind === "jail wanted") {
			if (!begun.has(examinee)) onBegin(job);
			port?.postMessage(await bring(examinee));
		} else if (kind === "lost") {
			const held = await jails.get(examinee)!;
			const why = await held.loss(message.isBroken).then(
				(loss) => ({ loss }),
				(error: Error) => ({ mistake: error.message }),
			);
			port?.postMessage({ kind: "why", why } satisfies LaneAnswer);
		} else {
			takeAway(examinee);
			onEnd(job, message.examination);
		}
	};

	return {
		serve(threadPort) {
			port = threadPort;
			port.on("message", hear);
			const examinees = examined.map(({ job, compiled }) => ({
				name: job.key,
				label: job.main,
				maps: compiled.maps,
			}));
			port.postMessage({ kind: "examinees", examinees } satisfies LaneAnswer);
		},
		async close() {
			port?.close();
			for (const examinee of [...jails.keys()]) takeAway(examinee);
			await Promise.all(leaving);
		},
	};
}
