// What runs inside a jail: it loads one submission and answers calls of its functions, one after the other.
// Everything here is in the hands of the submission as soon as that is loaded; nobody outside relies on it.
import process from "node:process";
import { snapshotBuiltIns } from "../../course/judge/snapshot-built-ins";
import { createChannel } from "../protocol/channel";
import type { Program } from "../protocol/program";
import { createAnswering } from "./answering";
import { runProgram } from "./run-program";
import { silence } from "./silence";

const [requests, answers] = [0, 1];
const exit = process.exit.bind(process);
const replacedBuiltIns = snapshotBuiltIns();
silence();

async function answerRequests(): Promise<void> {
	const first = createChannel(requests, answers, Infinity).receive() ?? exit(0);
	const [, number, frameBytes, program] = first.tree as [string, number, number, string];
	const channel = createChannel(requests, answers, frameBytes);
	const receive = () => channel.receive() ?? exit(0); // whoever asked is gone
	const answering = createAnswering(channel, receive, replacedBuiltIns);
	try {
		answering.start(number, await runProgram(JSON.parse(program) as Program));
	} catch (error) {
		answering.fail(number, error);
	}
	for (;;) answering.answer(receive());
}

answerRequests().catch(() => exit(1));
