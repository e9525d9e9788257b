/**
 * What became of one exercise of one submission, from the mildest to the most serious.
 *
 * - `graded`: every test was asked; an untouched stub is graded, too.
 * - `student-error`: there was nothing to ask: no such file, a syntax error, an error while loading.
 * - `ungradable`: the bytes are no source text; a person has to look.
 * - `infra-error`: the grader failed, again and again; never a zero, and never the student's fault.
 */
export const states = ["graded", "student-error", "ungradable", "infra-error"] as const;

export type State = (typeof states)[number];

/** The most serious of several states; `graded` of none. */
export const worstState = (all: readonly State[]): State =>
	states.findLast((state) => all.includes(state)) ?? "graded";
