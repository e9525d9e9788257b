const methods = ["log", "info", "debug", "warn", "error", "trace", "dir", "table"] as const;

/** Runs something whose printing was seen before: the learner should see each line once. */
export function quietly<T>(run: () => T): T {
	const loud = methods.map((method) => console[method]);
	for (const method of methods) console[method] = () => {};
	try {
		return run();
	} finally {
		methods.forEach((method, i) => {
			console[method] = loud[i]!;
		});
	}
}
