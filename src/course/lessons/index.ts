import type { Lesson } from "../lesson";
import { softmaxLesson } from "./02-softmax/lesson";

/** The lessons of the course, in order. */
export const lessons: readonly Lesson[] = [softmaxLesson];
