/** What a learner is shown when a cell fails: the content of Jupyter's `error` message. */
export interface CellError {
	readonly ename: string;
	readonly evalue: string;
	/** Lines with ANSI colours: the learner's own places and nothing of the kernel's. */
	readonly traceback: readonly string[];
}

/** Thrown by an engine when a cell could not be run to its end. */
export class CellFailure extends Error {
	constructor(readonly cellError: CellError) {
		super(`${cellError.ename}: ${cellError.evalue}`);
		this.name = "CellFailure";
	}
}
