import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { Refusal } from "./refusal";

/** A request as a route's handler sees it. */
export interface Call {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	/** What the route's ":name" and "*" stood for, decoded; "*" joins its segments with "/". */
	readonly parameters: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	/** Reads the body as JSON and validates it. */
	body<T>(schema: z.ZodType<T>): Promise<T>;
}

/** What a handler answers with; `undefined` when it has written the response itself. */
export type Answer =
	| { readonly status?: number; readonly headers?: Record<string, string>; readonly json?: unknown }
	| undefined;
export type Handler = (call: Call) => Answer | Promise<Answer>;

/** "GET /api/kernels/:id" → handler. A trailing "*" stands for one or more segments, or none after "/api/contents". */
export type Routes = Readonly<Record<string, Handler>>;

/** Notebooks with large figures are tens of megabytes. */
const maxBodyBytes = 256 * 2 ** 20;

/** The path of a request, split and decoded. Nothing in it is normalised: a ".." is refused, never followed. */
export function requestPath(url: string): string[] {
	const path = url.split(/[?#]/, 1)[0] ?? "";
	try {
		const segments = path.split("/").map(decodeURIComponent);
		if (segments.some((segment) => segment === ".." || segment === "." || /[/\\\0]/.test(segment)))
			throw new Refusal(403, `The address ${JSON.stringify(path)} leads outside the course.`);
		return segments.filter((segment) => segment !== "");
	} catch (error) {
		if (error instanceof Refusal) throw error;
		throw new Refusal(400, `The address ${JSON.stringify(path)} is not encoded correctly.`);
	}
}

/** Calls the handler whose pattern fits; refuses with 404 or 405 when there is none. */
export async function route(
	routes: Routes,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const url = request.url ?? "/";
	const segments = requestPath(url);
	let otherMethod = false;
	for (const [pattern, handler] of Object.entries(routes)) {
		const [method, path = ""] = pattern.split(" ");
		const parameters = match(path.split("/").filter(Boolean), segments);
		if (!parameters) continue;
		if (method !== request.method) {
			otherMethod = true;
			continue;
		}
		const query = new URLSearchParams(url.split("?")[1] ?? "");
		const call: Call = {
			request,
			response,
			parameters,
			query,
			body: (schema) => readBody(request, schema),
		};
		sendAnswer(response, await handler(call));
		return;
	}
	throw otherMethod
		? new Refusal(405, `${request.method} is not possible there.`)
		: new Refusal(404, `There is nothing at /${segments.join("/")}.`);
}

/** Answers with an error the way Jupyter does: `{message}`. */
export function sendFailure(response: ServerResponse, error: unknown): void {
	const status = error instanceof Refusal ? error.status : 500;
	const message = error instanceof Error ? error.message : String(error);
	if (status === 500) console.error(error);
	if (response.headersSent) response.destroy();
	else sendAnswer(response, { status, json: { message, reason: null } });
}

function sendAnswer(response: ServerResponse, answer: Answer): void {
	if (!answer) return;
	const { status = 200, headers = {}, json } = answer;
	if (json === undefined) {
		response.writeHead(status, headers).end();
		return;
	}
	response
		.writeHead(status, {
			"Content-Type": "application/json",
			"Cache-Control": "no-store",
			...headers,
		})
		.end(JSON.stringify(json));
}

function match(
	pattern: readonly string[],
	segments: readonly string[],
): Record<string, string> | undefined {
	const parameters: Record<string, string> = {};
	const rest = pattern.at(-1) === "*";
	if (rest ? segments.length < pattern.length - 1 : segments.length !== pattern.length)
		return undefined;
	for (const [i, part] of pattern.entries()) {
		if (part === "*") parameters["*"] = segments.slice(i).join("/");
		else if (part.startsWith(":")) parameters[part.slice(1)] = segments[i]!;
		else if (part !== segments[i]) return undefined;
	}
	return parameters;
}

async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maxBodyBytes)
			throw new Refusal(413, `The request is larger than ${maxBodyBytes / 2 ** 20} MB.`);
		chunks.push(chunk);
	}
	let value: unknown;
	try {
		const text = Buffer.concat(chunks).toString("utf8");
		value = text === "" ? {} : JSON.parse(text);
	} catch (error) {
		throw new Refusal(400, `The request is no JSON: ${(error as Error).message}`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new Refusal(400, `The request is not understood: ${z.prettifyError(parsed.error)}`);
}
