// Runs before anything is painted, so that a dark page never flashes white.
{
	const chosen = localStorage.getItem("attention-lab:theme");
	const dark = matchMedia("(prefers-color-scheme: dark)").matches;
	document.documentElement.dataset.theme = chosen ?? (dark ? "dark" : "light");
}
