import type { Random } from "../../attention";
import type { Called } from "./called";
import type { ForAll } from "./for-all";

// biome-ignore lint/suspicious/noExplicitAny: a function of the learner's, whatever its parameters
type AnyFunction = (...args: any[]) => any;

/** The names of those exports of an exercise that are functions. */
export type FunctionName<Exports> = {
	[Name in keyof Exports]: Exports[Name] extends AnyFunction ? Name : never;
}[keyof Exports] &
	string;

/** Calls one function of the learner's and hands the result over to be judged. */
export type Call<Function> = Function extends (...args: infer Args) => infer Result
	? (...args: Args) => Called<Result>
	: never;

/** What a property works with. */
export interface Tools<Exports, Of extends FunctionName<Exports>> {
	/** Calls the function that the property is about. */
	readonly call: Call<Exports[Of]>;
	/** Calls any function of the exercise: `calls.mergeHeads(heads)`. */
	readonly calls: { readonly [Name in FunctionName<Exports>]: Call<Exports[Name]> };
	/** Random numbers for fixtures: fixed by the seed of the check and the name of the property. */
	readonly random: Random;
	/** Tries a predicate on many generated values; a failing one is made as small as possible. */
	readonly forAll: ForAll;
}
