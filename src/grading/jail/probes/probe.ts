/** What a probe goes for: prepared outside, so that getting it means something and breaks nothing. */
export interface Bait {
	/** Written into a file, an environment variable and the arguments of a process. */
	readonly secret: string;
	/** A file that everyone may read; it holds the secret. */
	readonly file: string;
	/** A folder that everyone may write to. */
	readonly folder: string;
	/** A port of this machine that answers with the secret, and a socket in the file system that does. */
	readonly port: number;
	readonly socket: string;
	/** A process of this machine. */
	readonly process: number;
	/** The arguments of the program that a probe starts and leaves behind, to find it again. */
	readonly leftBehind: readonly string[];
}

/** Something that a submission may try. */
export interface Probe {
	/** "read-file" */
	readonly id: string;
	/** What it tries, in a few words. */
	readonly tries: string;
	/**
	 * Runs inside, as its source text: it may use nothing from outside but what it is given. Says what it
	 * got when it got through; throws, answers nothing or ends when it was stopped.
	 */
	readonly attempt: (
		require: NodeJS.Require,
		bait: Bait,
	) => string | undefined | Promise<string | undefined>;
	/** Looks outside, after the jail is gone, for what it should not have left; and clears it away. */
	readonly aftermath?: (bait: Bait) => Promise<string | undefined>;
	/** Without isolation it would do real harm. */
	readonly harmful?: true;
}
