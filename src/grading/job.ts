/** One exercise to be judged, whoever sent it. The same job gets the same verdict on every machine. */
export interface Job {
	/** The content address of everything the verdict depends on: `jobKey` makes it. */
	readonly key: string;
	/** "05-attention" */
	readonly exercise: string;
	/** The exercise file, as a path in `files`. */
	readonly main: string;
	/**
	 * The exercise file and what it reaches by relative imports: path from the exercise file's folder,
	 * with "/", → text without byte order mark.
	 */
	readonly files: Readonly<Record<string, string>>;
}
