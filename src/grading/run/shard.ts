import { createHash } from "node:crypto";
import { GradingError } from "../grading-error";

/** One of several parts that a class is graded in; a student is always in the same part. */
export interface Shard {
	/** From 1 to `of`. */
	readonly number: number;
	readonly of: number;
}

/** Reads "2/4". @throws GradingError */
export function parseShard(text: string): Shard {
	const [, number = "", of = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
	const shard = { number: Number(number), of: Number(of) };
	if (shard.number >= 1 && shard.number <= shard.of) return shard;
	throw new GradingError(
		`"${text}" is no shard. Write its number and how many there are, from 1/4 to 4/4.`,
	);
}

/** Whether a student is graded in this part. */
export function isInShard(student: string, { number, of }: Shard): boolean {
	const hash = createHash("sha256").update(student).digest().readUInt32BE();
	return hash % of === number - 1;
}
