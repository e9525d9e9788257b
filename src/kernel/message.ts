/** A value that JSON can carry. */
export type Json =
	| null
	| boolean
	| number
	| string
	| readonly Json[]
	| { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Channel = "shell" | "control" | "iopub" | "stdin";

/** Source: Jupyter messaging protocol 5.4, "General Message Format". */
export interface Header {
	readonly msg_id: string;
	readonly msg_type: string;
	readonly session: string;
	readonly username: string;
	/** ISO 8601 */
	readonly date: string;
	readonly version: string;
}

/** One Jupyter message, whatever carries it. */
export interface Message {
	readonly channel: Channel;
	readonly header: Header;
	readonly parent_header: Header | Record<string, never>;
	readonly metadata: JsonObject;
	readonly content: JsonObject;
	readonly buffers: readonly Uint8Array[];
}

/** The version of the Jupyter messaging protocol that is spoken. */
export const protocolVersion = "5.4";
