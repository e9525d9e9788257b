import { type Channel, type JsonObject, type Message, protocolVersion } from "./message";

export interface Sender {
	readonly session: string;
	readonly username: "kernel" | "attention-lab";
	/** What the message answers, or tells of. */
	readonly parent?: Message | undefined;
}

/** A message that nobody has sent yet: with an id of its own, and dated now. */
export function createMessage(
	channel: Channel,
	msg_type: string,
	content: JsonObject,
	{ session, username, parent }: Sender,
): Message {
	const header = {
		msg_id: crypto.randomUUID(),
		msg_type,
		session,
		username,
		date: new Date().toISOString(),
		version: protocolVersion,
	};
	return {
		channel,
		header,
		parent_header: parent?.header ?? {},
		metadata: {},
		content,
		buffers: [],
	};
}
