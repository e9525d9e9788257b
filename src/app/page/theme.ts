import { Signal } from "@lumino/signaling";

export type Theme = "light" | "dark";

const key = "attention-lab:theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** The page's theme: the system's until the learner chooses one. */
export const theme = {
	get current(): Theme {
		return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
	},
	toggle() {
		const other: Theme = this.current === "dark" ? "light" : "dark";
		if (other === systemTheme()) localStorage.removeItem(key);
		else localStorage.setItem(key, other);
		apply(other);
	},
	changed: new Signal<object, Theme>({}),
};

systemIsDark.addEventListener("change", () => {
	if (localStorage.getItem(key) === null) apply(systemTheme());
});

const systemTheme = (): Theme => (systemIsDark.matches ? "dark" : "light");

function apply(next: Theme): void {
	document.documentElement.dataset.theme = next;
	theme.changed.emit(next);
}
