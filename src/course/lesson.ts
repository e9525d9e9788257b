/**
 * What the course knows about one lesson. The text of a lesson is its notebook; the statement of its
 * exercise is the doc comment in `exercises/<id>.ts`; here is what neither of them can hold.
 *
 * Every `text`, `explanation` and the like is plain prose: paragraphs separated by an empty line,
 * `code` between backticks, a block of code between lines of three backticks.
 */
export interface Lesson {
	/** The file stem that notebook, exercise, solution and check file share: "02-softmax". */
	readonly id: string;
	/** "Softmax: from scores to weights" */
	readonly title: string;
	/** What the learner wonders when the lesson begins. */
	readonly question: string;
	/** How long the notebook takes, with its exercise. */
	readonly minutes: number;
	readonly exercise: Exercise;
	/** Two to four questions. */
	readonly quiz: readonly Question[];
}

/** What the learner writes in `exercises/<id>.ts`, and what helps with it. */
export interface Exercise {
	/** The exports the learner writes, in the order of the file. */
	readonly functions: readonly string[];
	/** The points of all properties of the check file together. */
	readonly points: number;
	/**
	 * What the learner may import from "attention-lab", besides types, `NotImplemented` and
	 * `ShapeError`. The library's own answer is not among them.
	 */
	readonly allowedImports: readonly string[];
	/** Four steps from the idea to almost the code. */
	readonly hints: readonly [concept: Hint, shapes: Hint, pseudocode: Hint, nearCode: Hint];
	/** The well-known wrong answers. Where two explain an output equally well, the earlier is named. */
	readonly misconceptions: readonly Misconception[];
}

export interface Hint {
	readonly text: string;
}

/** A wrong answer that people really give. */
export interface Misconception {
	/** "softmax-over-columns" */
	readonly id: string;
	/** What was done, said in a few words: "softmax over columns instead of rows". */
	readonly title: string;
	/** One paragraph: why it is tempting and how to see that it is wrong. */
	readonly explanation: string;
	/**
	 * The wrong implementation of each function that this mistake changes, by export name. A learner
	 * whose output equals one of these is told so. A function that calls another of the same exercise
	 * must call the wrong one here, as it would in the learner's file.
	 */
	readonly wrong: Implementation;
}

/** The exports of an exercise file, whoever wrote them. */
export type Implementation = Readonly<Record<string, unknown>>;

/** A question of the quiz; exactly one choice is right. */
export interface Question {
	readonly text: string;
	readonly choices: readonly Choice[];
}

export interface Choice {
	readonly text: string;
	/** Why this choice is right, or what whoever takes it may be thinking of. */
	readonly because: string;
	readonly right?: true;
}
