/** The lab's colours and type, for pages that stand alone: light, dark, on a phone, on paper. */
export const pageStyle = `
:root {
	--paper: #fbfbf9; --sheet: #ffffff; --tint: #f3f4f1; --line: #e2e4e0; --edge: #868d99;
	--ink: #20242e; --soft: #5d6472; --accent: #2f55c4; --accent-tint: #e9eefb;
	--good: #1d7a4c; --good-tint: #e4f3ea; --warn: #8a5100; --warn-tint: #fbf1e0;
	--bad: #b3261e; --bad-tint: #fbeae8;
	--text-font: "Inter Variable", Inter, system-ui, sans-serif;
	--code-font: "JetBrains Mono Variable", "JetBrains Mono", ui-monospace, "SF Mono", Consolas, monospace;
	color-scheme: light;
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #14161b; --sheet: #1a1d23; --tint: #20242c; --line: #30353f; --edge: #7d8595;
		--ink: #e3e6ec; --soft: #a0a7b5; --accent: #8fabff; --accent-tint: #26304d;
		--good: #6fcf97; --good-tint: #1c3428; --warn: #f0b35a; --warn-tint: #36290f;
		--bad: #ff8a80; --bad-tint: #41211f;
		color-scheme: dark;
	}
}
@media print {
	:root {
		--paper: #ffffff; --sheet: #ffffff; --tint: #f3f4f1; --line: #c9ccc6; --edge: #868d99;
		--ink: #000000; --soft: #444a55; --accent: #2f55c4; --accent-tint: #ffffff;
		--good: #1d7a4c; --good-tint: #ffffff; --warn: #8a5100; --warn-tint: #ffffff;
		--bad: #b3261e; --bad-tint: #ffffff;
		color-scheme: light;
	}
	.test, .comparison, .known, .chart { break-inside: avoid; }
	h2, h3 { break-after: avoid; }
	nav, .tools { display: none; }
	td[style], th[style], .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px / 1.6 var(--text-font); overflow-wrap: anywhere; }
main { max-width: 52rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
main.wide { max-width: 76rem; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; margin: 0; text-wrap: balance; }
h1 { font-size: 1.9rem; letter-spacing: -0.015em; }
h2 { font-size: 1.3rem; letter-spacing: -0.01em; }
h3 { font-size: 1rem; }
p { margin: 0.5em 0; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
small, .soft { color: var(--soft); font-size: 0.875rem; font-weight: 400; }
code, pre { font-family: var(--code-font); font-size: 0.86em; }
code { background: var(--tint); border-radius: 4px; padding: 0.1em 0.3em; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; overflow-x: auto; white-space: pre-wrap; }
pre code { background: none; padding: 0; font-size: 1em; }
ul { margin: 0.5em 0; padding-left: 1.25rem; }
.eyebrow { color: var(--soft); font-size: 0.875rem; margin: 0 0 0.35rem; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.5rem; margin: 1.25rem 0; }
html [hidden] { display: none; }
.sheet > :last-child, .more > :last-child, .test:last-child > .more { margin-bottom: 0; }
.score { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.15rem 0.6rem; margin: 0 0 0.6rem; }
.score strong { font-size: 2.4rem; line-height: 1.1; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.bar { height: 8px; border-radius: 4px; background: var(--line); overflow: hidden; min-width: 4rem; }
.bar i { display: block; height: 100%; background: var(--accent); border-radius: 4px; }
.bar.full i { background: var(--good); }
.note { border-left: 4px solid var(--warn); background: var(--warn-tint); border-radius: 0 8px 8px 0; padding: 0.6rem 1rem; margin: 1rem 0; }
.note.bad { border-color: var(--bad); background: var(--bad-tint); }
.note.next { border-color: var(--accent); background: var(--accent-tint); }
.note > :first-child { margin-top: 0; }
.note > :last-child { margin-bottom: 0; }
table { border-collapse: collapse; }
th { text-align: left; font-weight: 600; }
.list { width: 100%; font-variant-numeric: tabular-nums; }
.list th, .list td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; text-align: left; }
.list tbody th { font-weight: 400; }
.list thead th { color: var(--soft); font-size: 0.8125rem; white-space: nowrap; }
.list tr:last-child > * { border-bottom: 0; }
.list .number { text-align: right; white-space: nowrap; }
.exercise { scroll-margin-top: 1rem; }
.exercise > header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.25rem 1rem; align-items: baseline; margin-bottom: 0.75rem; }
.points { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 650; }
.tests { list-style: none; margin: 0; padding: 0; }
.test { border-top: 1px solid var(--line); padding: 0.65rem 0; }
.test > .line { display: grid; grid-template-columns: 1.5rem 1fr auto; gap: 0.25rem 0.5rem; align-items: baseline; }
.test > .more { margin: 0.4rem 0 0.4rem 2rem; }
.mark { font-weight: 700; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.open { color: var(--warn); }
.note.bad { color: var(--ink); }
.facts { margin: 0.4rem 0; }
.facts th { color: var(--soft); font-weight: 400; white-space: nowrap; padding: 0.15rem 1rem 0.15rem 0; vertical-align: top; font-size: 0.875rem; }
.facts td { padding: 0.15rem 0.4rem 0.15rem 0; }
.facts code { white-space: pre-wrap; }
.known { border-left: 3px solid var(--accent); padding: 0.1rem 0 0.1rem 1rem; margin: 0.75rem 0; }
.comparison { margin: 0.75rem 0; }
.comparison figcaption { font-size: 0.9rem; color: var(--soft); margin-bottom: 0.35rem; }
.pair { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; }
.heat { overflow-x: auto; max-width: 100%; padding: 3px; }
.heat table { border-collapse: separate; border-spacing: 2px; font-variant-numeric: tabular-nums; }
.heat caption { white-space: nowrap; text-align: left; font-size: 0.875rem; font-weight: 600; padding-bottom: 0.2rem; }
.heat td { padding: 0.3rem 0.55rem; text-align: right; border-radius: 3px; font-size: 0.875rem; white-space: nowrap; }
.heat .off { outline: 2px solid var(--bad); font-weight: 700; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { color: var(--soft); font-size: 0.875rem; margin-top: 2.5rem; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 32rem), 1fr)); gap: 1.25rem; margin: 1.25rem 0; }
.chart { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.1rem 1.25rem; margin: 0; min-width: 0; }
.chart.broad { grid-column: 1 / -1; }
.drawing { min-width: 0; overflow: hidden; }
.scroll { overflow-x: auto; max-width: 100%; }
.chart table { font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.chart th, .chart td { padding: 0.3rem 1rem 0.3rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
.chart th[scope="row"] { font-weight: 400; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.tiles li { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 0.8rem 1rem; }
.tiles strong { display: block; font-size: 1.6rem; line-height: 1.2; letter-spacing: -0.015em; font-variant-numeric: tabular-nums; }
.tools { display: flex; gap: 0.75rem; align-items: center; flex-wrap: wrap; margin: 0.5rem 0; }
.tools input { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--edge); border-radius: 8px; padding: 0.35rem 0.7rem; margin-left: 0.5rem; width: min(100%, 24rem); }
#student-table { overflow-wrap: break-word; }
#student-table th[scope="row"] { min-width: 12rem; }
#student-table td:nth-child(2) { min-width: 9rem; }
#student-table td { padding-right: 1rem; }
#student-table td:nth-child(5) { white-space: nowrap; }
th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
th[aria-sort="ascending"] button::after { content: " ↑"; }
th[aria-sort="descending"] button::after { content: " ↓"; }
@media (max-width: 34rem) {
	main { padding: 1.5rem 0.9rem 3rem; }
	.sheet, .chart { padding: 1rem; }
	.test > .more { margin-left: 0; }
	.list .wide { display: none; }
	h1 { font-size: 1.6rem; }
}
`;
