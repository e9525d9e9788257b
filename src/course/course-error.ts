/** Something a learner asked for cannot be done. The message says why, and what to do instead. */
export class CourseError extends Error {}
