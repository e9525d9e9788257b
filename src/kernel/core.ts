import {
	completeness,
	completion,
	helpPage,
	helpSubject,
	type Implementation,
	inspection,
	kernelInfo,
} from "./answers";
import { createMessage } from "./create-message";
import type { CellError } from "./engine/cell-error";
import { CellFailure } from "./engine/cell-error";
import type { Engine } from "./engine/engine";
import type { MimeBundle } from "./engine/mime-bundle";
import { type History, queryHistory } from "./history";
import type { Channel, JsonObject, Message } from "./message";
import type { Request, RequestOf } from "./requests";
import { createStreams, type StreamName } from "./streams";

/** The kernel itself: requests in, messages out. What carries them is not its concern. */
export interface KernelCore {
	/** Takes a request of the shell or control channel; requests are answered in the order of their arrival. */
	receive(request: Request): void;
	/** Text that running code wrote to standard output or error. */
	write(name: StreamName, text: string): void;
	/** Sends what was written and is still gathered. */
	flush(): void;
	/** The same, if it has been waiting for a while. */
	flushOld(): void;
	/** Shows a value's representations, or shows them anew where `id` was shown before. */
	display(data: MimeBundle, id: string | undefined, update: boolean): void;
	/** Removes the outputs of the running cell; with `wait`, when the next one comes. */
	clearOutput(wait: boolean): void;
	/** Sends a question to the person whose cell runs; throws when their front end cannot ask it. */
	ask(prompt: string): void;
	/** Ends the cell that runs, if one does. */
	interrupt(): void;
	/** Whether nobody has asked for a cell to be run yet. */
	readonly untouched: boolean;
}

/** What happens around the running of cells, for whoever keeps watch over it. */
export interface KernelWatch {
	started(execution: number): void;
	ended(): void;
	/** Whether written text waits to be sent. */
	textWaits(waits: boolean): void;
}

export function createCore(
	engine: Engine,
	send: (message: Message) => void,
	watch: KernelWatch,
	history: History,
	implementation: Implementation,
): KernelCore {
	const session = crypto.randomUUID();
	const queue: Request[] = [];
	let working = false;
	let untouched = true;
	let executionCount = 0;
	/** What output belongs to that no request is running for any more: the last cell. */
	let parent: Message | undefined;

	const streams = createStreams((name, text) => publish("stream", { name, text }), watch.textWaits);
	void emit("iopub", "status", { execution_state: "starting" }, undefined);

	return {
		receive(request) {
			queue.push(request);
			if (request.type === "execute_request") untouched = false;
			if (!working) void work();
		},
		write: streams.write,
		flush: streams.flush,
		flushOld: streams.flushOld,
		display(data, id, update) {
			const transient: JsonObject = id === undefined ? {} : { display_id: id };
			publish(update ? "update_display_data" : "display_data", { data, metadata: {}, transient });
		},
		clearOutput: (wait) => publish("clear_output", { wait }),
		ask,
		interrupt: engine.interrupt,
		get untouched() {
			return untouched;
		},
	};

	async function work(): Promise<void> {
		working = true;
		for (let request = queue.shift(); request; request = queue.shift()) {
			parent = request.message;
			publish("status", { execution_state: "busy" });
			const doomed = await answer(request).catch((error: unknown) => {
				reply(request, { status: "error", ...errorContent(error) });
				return [];
			});
			publish("status", { execution_state: "idle" });
			for (const cell of doomed) abort(cell);
		}
		working = false;
	}

	/** Resolves to the cells that are not to run because they waited behind one that failed. */
	async function answer(request: Request): Promise<readonly Request[]> {
		switch (request.type) {
			case "execute_request":
				return execute(request);
			case "kernel_info_request":
				reply(request, kernelInfo(engine, implementation));
				break;
			case "complete_request":
				reply(request, completion(engine, request.content));
				break;
			case "inspect_request":
				reply(request, inspection(engine, request.content));
				break;
			case "is_complete_request":
				reply(request, completeness(engine, request.content.code));
				break;
			case "history_request":
				reply(request, { status: "ok", history: queryHistory(history, request.content) });
				break;
			case "comm_info_request":
				reply(request, { status: "ok", comms: {} });
				break;
			case "comm_open": // no target is registered: the protocol asks for an immediate close
				publish("comm_close", { comm_id: request.content.comm_id, data: {} });
				break;
			case "interrupt_request":
			case "shutdown_request":
				reply(request, { status: "ok", ...request.content });
		}
		return [];
	}

	async function execute(request: RequestOf<"execute_request">): Promise<readonly Request[]> {
		const { code, silent, store_history, user_expressions, stop_on_error } = request.content;
		if (!silent && store_history) executionCount++;
		const execution_count = executionCount;
		if (!silent) publish("execute_input", { code, execution_count });
		try {
			const help = helpSubject(code);
			const data = help === undefined ? await shown(await run(code)) : undefined;
			if (data && !silent) publish("execute_result", { data, metadata: {}, execution_count });
			if (!silent && store_history) history.add(execution_count, code, plainText(data));
			const expressions = await evaluateAll(user_expressions);
			const payload = help === undefined ? [] : [helpPage(engine, help)];
			reply(request, { status: "ok", execution_count, user_expressions: expressions, payload });
			return [];
		} catch (error) {
			const doomed = stop_on_error ? await takeQueuedCells() : [];
			const content = errorContent(error);
			if (!silent) publish("error", content);
			if (!silent && store_history) history.add(execution_count, code, undefined);
			reply(request, { status: "error", execution_count, ...content });
			return doomed;
		}
	}

	async function shown(value: unknown): Promise<MimeBundle | undefined> {
		if (value === undefined || value === null) return undefined;
		const data = await engine.show(value);
		return Object.keys(data).length > 0 ? data : undefined;
	}

	async function run(code: string): Promise<unknown> {
		if (code.trim() === "") return undefined;
		watch.started(executionCount);
		try {
			return await engine.execute(code, executionCount);
		} finally {
			watch.ended();
		}
	}

	async function evaluateAll(expressions: Readonly<Record<string, string>>): Promise<JsonObject> {
		const results: Record<string, JsonObject> = {};
		for (const [name, code] of Object.entries(expressions)) {
			try {
				const data = await engine.show(await run(code));
				results[name] = { status: "ok", data, metadata: {} };
			} catch (error) {
				results[name] = { status: "error", ...errorContent(error) };
			}
		}
		return results;
	}

	/** The cells that were sent before anybody could hear of the failure. */
	async function takeQueuedCells(): Promise<readonly Request[]> {
		await new Promise((resolve) => setTimeout(resolve, 0)); // what is on its way through the event loop arrives
		const waiting = queue.splice(0);
		queue.push(...waiting.filter(({ type }) => type !== "execute_request"));
		return waiting.filter(({ type }) => type === "execute_request");
	}

	function abort(request: Request): void {
		parent = request.message;
		publish("status", { execution_state: "busy" });
		reply(request, { status: "aborted" });
		publish("status", { execution_state: "idle" });
	}

	function ask(prompt: string): void {
		const content = requestContent(parent);
		if (!content?.allow_stdin) {
			throw new Error("This front end cannot ask for input: put the value into the cell instead.");
		}
		streams.flush();
		emit("stdin", "input_request", { prompt, password: false }, parent);
	}

	function reply({ type, message }: Request, content: JsonObject): void {
		streams.flush();
		emit(message.channel, type.replace("_request", "_reply"), content, message);
	}

	function publish(type: string, content: JsonObject): void {
		if (type !== "stream") streams.flush();
		emit("iopub", type, content, parent);
	}

	function emit(
		channel: Channel,
		type: string,
		content: JsonObject,
		to: Message | undefined,
	): void {
		send(createMessage(channel, type, content, { session, username: "kernel", parent: to }));
	}
}

function requestContent(request: Message | undefined): JsonObject | undefined {
	return request?.header.msg_type === "execute_request" ? request.content : undefined;
}

function plainText(data: JsonObject | undefined): string | undefined {
	const text = data?.["text/plain"];
	return typeof text === "string" ? text : undefined;
}

function errorContent(error: unknown): JsonObject & CellError {
	if (error instanceof CellFailure) return { ...error.cellError };
	const evalue = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return { ename: "KernelError", evalue, traceback: [`The kernel itself failed: ${evalue}`] };
}
