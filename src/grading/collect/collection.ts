/** A file of a download, wherever the download came from. */
export interface DownloadedFile {
	/** From the download's own folder, with "/". */
	readonly path: string;
	readonly bytes: Uint8Array;
	/** ISO 8601, UTC; of most downloads, when the system packed it. */
	readonly modifiedAt?: string;
}

/** A download, sorted by whose it is. */
export interface Collection {
	readonly attempts: readonly Attempt[];
	/** Everybody the source knows, with or without an attempt. */
	readonly people: readonly Person[];
	/** What is nobody's for certain. */
	readonly unplaced: readonly Unplaced[];
	/** What the instructor should know, a sentence each. */
	readonly notes: readonly string[];
}

/** What one student handed in at one time. */
export interface Attempt {
	/** The `student` of a person. */
	readonly student: string;
	/** ISO 8601, UTC; missing where the source does not say. */
	readonly receivedAt?: string;
	/** Paths from the student's own folder. */
	readonly files: readonly DownloadedFile[];
}

/** A line of the roster. */
export interface Person {
	/** What the grader calls this student: the name of a folder, too. */
	readonly student: string;
	readonly name?: string;
	readonly email?: string;
	readonly section?: string;
	/** Ids in other systems, by the names of the roster's columns. */
	readonly ids?: Readonly<Record<string, string>>;
}

export interface Unplaced {
	readonly source: string;
	/** For the instructor: what is unclear and what to do. */
	readonly why: string;
}
