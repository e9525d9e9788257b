/** The problem of an exercise that is not in the submission that counts. */
export const notHandedIn = (exercise: string): string => `${exercise}.ts was not handed in.`;
