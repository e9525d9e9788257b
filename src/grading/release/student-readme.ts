/** Chapters about what the student edition has not. */
const chapters = /^## (Speed|Work on the course|Grad)/;
/** Lines of tables about the same. */
const lines = [
	/^\| `npx attention-lab (solution|grade)\b/,
	/^\| `(solutions|docs|src\/grading)\/` \|/,
];

/** The README of the student edition. */
export function studentReadme(text: string): string {
	return text
		.split(/^(?=## )/m)
		.filter((chapter) => !chapters.test(chapter))
		.join("")
		.split("\n")
		.filter((line) => !lines.some((pattern) => pattern.test(line)))
		.join("\n");
}
