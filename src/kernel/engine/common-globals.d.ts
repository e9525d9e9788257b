// The globals of Node that nearly every cell needs, worded as Node's own types word them. A cell that
// needs more makes the engine load all of those.

interface Console {
	assert(condition?: boolean, message?: string, ...data: any[]): void;
	count(label?: string): void;
	debug(message?: any, ...optionalParams: any[]): void;
	dir(item?: any, options?: object): void;
	error(message?: any, ...optionalParams: any[]): void;
	group(...label: any[]): void;
	groupEnd(): void;
	info(message?: any, ...optionalParams: any[]): void;
	/** Prints to the cell's output, with a newline. */
	log(message?: any, ...optionalParams: any[]): void;
	/** Prints an array of objects or of rows as a table. */
	table(tabularData?: any, properties?: readonly string[]): void;
	/** Starts a timer; `timeEnd` with the same label prints how long it ran. */
	time(label?: string): void;
	timeEnd(label?: string): void;
	trace(message?: any, ...optionalParams: any[]): void;
	warn(message?: any, ...optionalParams: any[]): void;
}

declare var console: Console;

declare namespace NodeJS {
	interface Timeout {
		hasRef(): boolean;
		ref(): this;
		refresh(): this;
		unref(): this;
		[Symbol.toPrimitive](): number;
	}
}

/** Calls `callback` once, after `delay` milliseconds. */
declare function setTimeout<TArgs extends any[]>(
	callback: (...args: TArgs) => void,
	delay?: number,
	...args: TArgs
): NodeJS.Timeout;
// `new Promise((resolve) => setTimeout(resolve, 100))`
declare function setTimeout(callback: (args: void) => void, delay?: number): NodeJS.Timeout;
declare function setTimeout(callback: (args: void) => void, delay?: number): NodeJS.Timeout;
declare function clearTimeout(timeout: NodeJS.Timeout | string | number | undefined): void;
/** Calls `callback` every `delay` milliseconds. */
declare function setInterval<TArgs extends any[]>(
	callback: (...args: TArgs) => void,
	delay?: number,
	...args: TArgs
): NodeJS.Timeout;
declare function setInterval(callback: (args: void) => void, delay?: number): NodeJS.Timeout;
declare function setInterval(callback: (args: void) => void, delay?: number): NodeJS.Timeout;
declare function clearInterval(timeout: NodeJS.Timeout | string | number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;

interface Performance {
	/** Milliseconds since the process started, with fractions. */
	now(): number;
	readonly timeOrigin: number;
}

declare var performance: Performance;
