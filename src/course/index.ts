export type { CourseAnswer } from "./answers/course-answers";
export { FoundAnswers, lookUp } from "./answers/look-up";
export {
	type CheckOptions,
	check,
	closeJudge,
	fileToCheck,
	MissingFile,
	warmUpJudge,
} from "./check";
export { CourseError } from "./course-error";
export {
	type CourseProgress,
	type LessonProgress,
	nextExercise,
	progress,
} from "./course-progress";
export { findLesson, UnknownExercise } from "./find-lesson";
export { hint } from "./hint";
export type { TestVerdict } from "./judgment";
export type { Lesson } from "./lesson";
export { lessons } from "./lessons";
export { projections } from "./lessons/projections";
export { type Sentence, sentence, twinSentence } from "./lessons/sentence";
export { translation } from "./lessons/translation";
export { twoHeads } from "./lessons/two-heads";
export { stateDirectory } from "./progress/state-directory";
export { answer, quiz } from "./quiz";
export { type Reset, ResetFailed, reset } from "./reset";
export { type ReviewOptions, reviewQuiz } from "./review-quiz";
export { isSolutionOpen, SolutionClosed, type SolutionOptions, solution } from "./solution";
export type { Verdict, VerdictJson } from "./verdict";
export type { Shown } from "./views/shown";
