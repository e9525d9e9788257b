export type { Grade } from "./grade";
export { GradingError } from "./grading-error";
export type { Job } from "./job";
export type { JobVerdict, TestResult } from "./job-verdict";
export type { ExerciseResult, StudentResult } from "./student-result";
