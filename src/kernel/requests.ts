import { z } from "zod";
import type { Message } from "./message";

const code = z.string();
const cursor_pos = z.number().int().nonnegative();

/** Clients write "not given" as null or leave it out. */
const absent = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** What the kernel is asked, by message type; everything else is not for a kernel. */
const contents = {
	kernel_info_request: z.object({}),
	execute_request: z.object({
		code,
		silent: z.boolean().default(false),
		store_history: z.boolean().default(true),
		user_expressions: z.record(z.string(), z.string()).default({}),
		allow_stdin: z.boolean().default(false),
		stop_on_error: z.boolean().default(true),
	}),
	complete_request: z.object({ code, cursor_pos }),
	inspect_request: z.object({ code, cursor_pos, detail_level: z.number().default(0) }),
	is_complete_request: z.object({ code }),
	history_request: z.object({
		hist_access_type: z.enum(["tail", "range", "search"]),
		output: z.boolean().default(false),
		n: z.number().int().nonnegative().nullish().transform(absent),
		session: z.number().int().default(0),
		start: z.number().int().default(1),
		stop: z.number().int().nullish().transform(absent),
		pattern: z.string().default("*"),
		unique: z.boolean().default(false),
	}),
	input_reply: z.object({ value: z.string() }),
	comm_info_request: z.object({ target_name: z.string().optional() }),
	comm_open: z.object({ comm_id: z.string() }),
	comm_msg: z.object({ comm_id: z.string() }),
	comm_close: z.object({ comm_id: z.string() }),
	interrupt_request: z.object({}),
	shutdown_request: z.object({ restart: z.boolean().default(false) }),
} as const;

type Contents = { [Type in keyof typeof contents]: z.infer<(typeof contents)[Type]> };

/** A message together with its validated content. */
export type Request = {
	[Type in keyof Contents]: {
		readonly type: Type;
		readonly content: Contents[Type];
		readonly message: Message;
	};
}[keyof Contents];

export type RequestOf<Type extends Request["type"]> = Extract<Request, { type: Type }>;

/** Every transport parses JSON, so nothing else can come; to look again would cost a second for a deep one. */
const json = z.custom<Message["content"][string]>();
const header = z.object({
	msg_id: z.string(),
	msg_type: z.string(),
	session: z.string().default(""),
	username: z.string().default(""),
	date: z.string().default(""),
	version: z.string().default("5.4"),
});

const messageSchema = z.object({
	channel: z.enum(["shell", "control", "iopub", "stdin"]),
	header,
	parent_header: z.union([header, z.object({}).transform(() => ({}))]).default({}),
	metadata: z.record(z.string(), json).default({}),
	content: z.record(z.string(), json),
	buffers: z.array(z.instanceof(Uint8Array)).default([]),
});

/** Reads a message from outside. Throws an Error that says what is wrong with it. */
export function parseRequest(input: unknown): Request {
	const message: Message = messageSchema.parse(input);
	const type = message.header.msg_type;
	if (!isRequestType(type)) throw new Error(`unknown message type ${JSON.stringify(type)}`);
	return { type, content: contents[type].parse(message.content), message } as Request;
}

function isRequestType(type: string): type is Request["type"] {
	return Object.hasOwn(contents, type);
}
