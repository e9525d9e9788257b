/** The built-ins that checks and learners share; who replaces one changes it for everybody. */
const shared = {
	Math,
	JSON,
	Number,
	Object,
	Reflect,
	Array,
	Float64Array,
	"Array.prototype": Array.prototype,
	"Number.prototype": Number.prototype,
	"Object.prototype": Object.prototype,
	"Function.prototype": Function.prototype,
};

/** Remembers the built-in functions; the function returned names those that were replaced since. */
export function snapshotBuiltIns(): () => string[] {
	const before = members();
	return () => {
		const now = members();
		return [...before.keys()].filter((name) => !Object.is(before.get(name), now.get(name)));
	};
}

function members(): Map<string, unknown> {
	const all = new Map<string, unknown>();
	for (const [owner, object] of Object.entries(shared))
		for (const [key, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(object)))
			all.set(`${owner}.${key}`, value ?? get);
	return all;
}
