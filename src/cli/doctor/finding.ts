/** One thing that was looked at. */
export interface Finding {
	readonly name: string;
	/** "note": it works, but it is good to know. "problem": something of the course will not work. */
	readonly state: "ok" | "note" | "problem";
	readonly says: string;
	/** What to do about it. */
	readonly advice?: string;
}

/** Turns an error while looking into a problem, with advice. */
export async function finding(
	name: string,
	advice: string,
	look: () => Promise<string | Omit<Finding, "name">>,
): Promise<Finding> {
	try {
		const says = await look();
		return typeof says === "string" ? { name, state: "ok", says } : { name, ...says };
	} catch (error) {
		const says = error instanceof Error ? error.message : String(error);
		return { name, state: "problem", says, advice };
	}
}
