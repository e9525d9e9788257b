import type { Lesson } from "../lesson";

/** The lessons of the course, in order. */
export const lessons: readonly Lesson[] = [];
