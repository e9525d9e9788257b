import type { Problem } from "./problem";

/** Gradescope looks for these in the root of the zip, and runs them as they are. */
const scripts = ["setup.sh", "run_autograder"];

/** The rules for the files beside the course: a zip with anything else fails only after the upload. */
export function lintAutograder(files: Readonly<Record<string, string>>): Problem[] {
	return [
		...scripts.flatMap((where): Problem[] => {
			const text = files[where];
			if (text === undefined) return [{ where, rule: "has to be in the root of the zip" }];
			return [
				...(text.startsWith("#!/") ? [] : [{ where, rule: "has to begin with #!" }]),
				...(text.includes("\r")
					? [{ where, rule: "has Windows line ends, which bash stumbles over" }]
					: []),
			];
		}),
		...(/^\d+\n$/.test(files.seed ?? "")
			? []
			: [{ where: "seed", rule: "has to be a whole number" }]),
	];
}
