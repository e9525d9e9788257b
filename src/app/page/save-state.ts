import { element } from "./element";
import type { Saver, SaveState } from "./saver";

const words: Readonly<Record<SaveState, string>> = {
	saved: "Saved",
	changed: "Saving …",
	saving: "Saving …",
	failed: "Not saved",
	conflict: "Not saved",
};
const worst: readonly SaveState[] = ["conflict", "failed", "saving", "changed", "saved"];

/** Says in the bar whether everything that is open is on disk. */
export function showSaveState() {
	const place = element("save-state");
	let savers: Saver[] = [];
	const render = () => {
		const state = worst.find((state) => savers.some((saver) => saver.state === state));
		place.textContent = state ? words[state] : "";
		place.dataset.state = state ?? "";
	};
	return {
		watch(next: readonly (Saver | undefined)[]): void {
			for (const saver of savers) saver.stateChanged.disconnect(render);
			savers = next.filter((saver) => saver !== undefined);
			for (const saver of savers) saver.stateChanged.connect(render);
			render();
		},
	};
}
