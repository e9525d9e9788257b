import MiniSearch from "minisearch";
import { jupyterDisplay, type MimeBundle } from "../../plots/jupyter-display";
import { type CourseAnswer, courseAnswers } from "./course-answers";

/** Answers that were found, the best first. A notebook shows them with links to their lessons. */
export class FoundAnswers {
	constructor(
		/** What was looked for. */
		readonly words: string,
		readonly answers: readonly CourseAnswer[],
	) {}

	toString(): string {
		if (this.answers.length === 0) return `${this.heading()}\n\n${nothingFound}`;
		const entries = this.answers.map(({ title, text, lesson }) => {
			return `${title}\n${text}\n(${lesson.id})`;
		});
		return [this.heading(), ...entries].join("\n\n");
	}

	/** Markdown, because answers hold formulas. */
	[jupyterDisplay](): MimeBundle {
		const entries = this.answers.map(({ title, text, lesson }) => {
			return `**${title}** ${text}\n\n→ [${lesson.title}](${lesson.id}.ipynb)`;
		});
		const body = entries.length > 0 ? entries : [nothingFound];
		const markdown = [`#### ${this.heading()}`, ...body].join("\n\n");
		return { "text/markdown": markdown, "text/plain": this.toString() };
	}

	private heading(): string {
		return this.words.trim() === "" ? "What would you like to know?" : `About “${this.words}”`;
	}
}

const nothingFound =
	"Nothing here has these words. Try fewer or others: `mask`, `query`, `softmax`, `head`, `gradient`.";

/**
 * Looks words up in all questions that the lessons answer and in their glossaries; small slips of the pen are
 * forgiven, the beginning of a word is enough.
 *
 * @example await lookUp("why divide by the root")
 */
export async function lookUp(words: string, { most = 5 } = {}): Promise<FoundAnswers> {
	const answers = await courseAnswers();
	const index = new MiniSearch({
		fields: ["title", "text"],
		searchOptions: { boost: { title: 3 }, prefix: (term) => term.length > 2, fuzzy: 0.3 },
		processTerm: (term) => {
			const word = term.toLowerCase();
			return tooCommon.has(word) ? null : word;
		},
	});
	index.addAll(answers.map(({ title, text }, id) => ({ id, title, text })));
	const found = index.search(words).slice(0, most);
	return new FoundAnswers(
		words,
		found.map(({ id }) => answers[id as number]!),
	);
}

/** Words that nearly every question has. */
const tooCommon = new Set(
	"a an and are as at be by do does for from how i in is it my not of on or that the this to what when which why with you".split(
		" ",
	),
);
