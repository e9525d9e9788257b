import { stripVTControlCharacters } from "node:util";
import { createClient } from "../../src/kernel/client";
import type { RunningKernel } from "../../src/kernel/launch";
import type { JsonObject, Message } from "../../src/kernel/message";

/** Runs a cell and gathers what a front end would see. */
export async function runCell(kernel: RunningKernel, code: string, options: JsonObject = {}) {
	const messages: Message[] = [];
	const reply = await createClient(kernel).request(
		"execute_request",
		{ code, ...options },
		{ onOutput: (message) => messages.push(message) },
	);
	const contents = (type: string) =>
		messages.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
	const text = (name: string) =>
		contents("stream")
			.filter((stream) => stream.name === name)
			.map((stream) => stream.text)
			.join("");
	const [error] = contents("error");
	return {
		reply,
		messages,
		types: messages.map(({ header }) => header.msg_type),
		result: (contents("execute_result")[0]?.data as JsonObject | undefined)?.["text/plain"],
		bundle: contents("execute_result")[0]?.data,
		stdout: text("stdout"),
		stderr: text("stderr"),
		error,
		traceback: stripVTControlCharacters(((error?.traceback ?? []) as string[]).join("\n")),
	};
}
