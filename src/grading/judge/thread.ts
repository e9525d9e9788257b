// The thread that examines a batch: vitest's worker, which asks submissions in their jails.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { listenToAnnouncements } from "../../course/checking/announce";
import { appointExaminees } from "../../course/checking/examiner";
import { serveVitest } from "../../course/judge/serve-vitest";
import { createExaminee, type Jails } from "./examinee";
import { GraderMistake } from "./grader-mistake";
import type { ExamineeOutline, LaneAnswer, LaneSettings, ThreadMessage } from "./messages";
import { createStackMap } from "./stack-map";

const port = parentPort!;
const post = port.postMessage.bind(port);
const { lane, settings } = workerData as { lane: MessagePort; settings: LaneSettings };
listenToAnnouncements((event) => post({ event }));

const tell = (message: ThreadMessage) => lane.postMessage(message);
const heard = new Map<LaneAnswer["kind"], (answer: LaneAnswer) => void>();

/** The next answer of a kind. */
const answer = <Kind extends LaneAnswer["kind"]>(kind: Kind) =>
	new Promise<LaneAnswer & { kind: Kind }>((resolve) => {
		heard.set(kind, resolve as (answer: LaneAnswer) => void);
	});

const assignment = answer("examinees");
lane.on("message", (message: LaneAnswer) => heard.get(message.kind)?.(message));

serveVitest(port, async (run) => {
	const { examinees } = await assignment;
	appointExaminees(examinees.map(createOne));
	await run();
});

function createOne({ name, label, maps }: ExamineeOutline, examinee: number) {
	const jails: Jails = {
		async next() {
			tell({ kind: "jail wanted", examinee });
			return (await answer("jail")).jail;
		},
		async whyLost(isBroken) {
			tell({ kind: "lost", examinee, isBroken });
			const { why } = await answer("why");
			if ("mistake" in why) throw new GraderMistake(why.mistake);
			return why.loss;
		},
	};
	return createExaminee(
		{ ...settings, name, label, mapped: createStackMap(maps) },
		jails,
		(examination) => tell({ kind: "examined", examinee, examination }),
	);
}
