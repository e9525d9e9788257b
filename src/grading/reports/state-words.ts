import type { State } from "../state";

/** What became of an exercise or a student, in words. */
export const stateWords: Readonly<Record<State, string>> = {
	graded: "graded",
	"student-error": "could not be run",
	ungradable: "has to be looked at",
	"infra-error": "not judged yet",
};
