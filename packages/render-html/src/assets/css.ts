/**
 * The style sheet of the console, as one string. Colours and type are custom properties: `consoleCss + ':root { --accent: navy }'` is another
 * look.
 */
export const consoleCss = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f0; --surface: #fffefb; --sunk: #efeee7; --ink: #1d2622; --quiet: #56625c; --line: #dfddd2;
  --accent: #17614e; --on-accent: #ffffff; --tint: #e3efe9;
  --good: #17614e; --good-tint: #dcefe5; --bad: #9c2b22; --bad-tint: #f9e3df;
  --busy: #7a5200; --busy-tint: #f8ebcd; --idle: #4f5954; --idle-tint: #e9e8e1;
  --text: "Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --display: "Iowan Old Style", "Palatino Linotype", Palatino, "TeX Gyre Pagella", "Book Antiqua", Georgia, serif;
  --code: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --radius: 10px; --shadow: 0 1px 2px rgb(29 38 34 / 5%), 0 6px 20px -12px rgb(29 38 34 / 18%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121614; --surface: #1a1f1c; --sunk: #222926; --ink: #e8ece8; --quiet: #a3aea8; --line: #303834;
    --accent: #7fd0b3; --on-accent: #0c1a15; --tint: #1f322a;
    --good: #8bdcbd; --good-tint: #1c352b; --bad: #f7a39a; --bad-tint: #42211e;
    --busy: #ecc676; --busy-tint: #3b2f14; --idle: #b6c0ba; --idle-tint: #2a312d;
    --shadow: none;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 var(--text); }
h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset, legend { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font: 600 2rem/1.15 var(--display); letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font: 600 1.0625rem/1.3 var(--text); }
h3 { font: 600 1rem/1.3 var(--text); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
code, pre { font: 0.86em/1.5 var(--code); overflow-wrap: anywhere; }
small { font-size: 0.8125rem; color: var(--quiet); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; top: 0; z-index: 2; padding: 0.6rem 1rem; background: var(--accent); color: var(--on-accent); }
.skip:focus { left: 0; }
.quiet, .hint { color: var(--quiet); }
.hint { font-size: 0.8125rem; line-height: 1.45; }
.figure, .number { font-variant-numeric: tabular-nums; }

.top { display: flex; align-items: center; justify-content: space-between; gap: 1rem; padding: 1.1rem 2rem; }
.brand { display: inline-flex; align-items: center; gap: 0.65rem; color: var(--ink); font: 600 1.1875rem/1.2 var(--display); text-decoration: none; }
.mark { width: 1.35rem; height: 1.35rem; border-radius: 50%; background: radial-gradient(circle at 68% 32%, var(--surface) 0 22%, transparent 23%), var(--accent); }
.who { color: var(--quiet); font-size: 0.875rem; text-align: right; }
.who strong { color: var(--ink); font-weight: 600; }
.frame { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: 2.5rem; max-width: 84rem; padding: 0.75rem 2rem 3rem; }
.side { font-size: 0.9375rem; }
.side h2 { margin: 1.4rem 0 0.3rem; padding: 0 0.75rem; color: var(--quiet); font: 600 0.75rem/1.4 var(--text); letter-spacing: 0.04em; }
.side a { display: flex; justify-content: space-between; gap: 0.75rem; padding: 0.36rem 0.75rem; border-radius: 7px; color: var(--ink); text-decoration: none; }
.side a:hover { background: var(--sunk); }
.side a[aria-current] { background: var(--tint); color: var(--accent); font-weight: 600; }
.count { color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
main { display: flex; flex-direction: column; gap: 1.25rem; min-width: 0; }
.foot { padding: 0 2rem 2rem; color: var(--quiet); font-size: 0.8125rem; }
.foot a { margin-left: 1rem; }

.head { display: flex; flex-direction: column; gap: 0.35rem; }
.way ol { display: flex; flex-wrap: wrap; gap: 0.35rem; padding: 0; list-style: none; font-size: 0.875rem; }
.way li + li::before { content: "/"; margin-right: 0.35rem; color: var(--quiet); }
.line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.6rem 1rem; }
.head .line > .state { margin-right: auto; }
.about { margin-top: -0.75rem; color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
.summary { max-width: 65ch; font-size: 1.0625rem; }
.status { color: var(--quiet); font: 600 0.875rem/1 var(--code); }
.hero { display: flex; flex-direction: column; gap: 0.5rem; padding: 0.75rem 0 0.5rem; }
.hero h1 { font-size: 2.6rem; }
.hero p { max-width: 60ch; color: var(--quiet); font-size: 1.0625rem; }

.card { display: flex; flex-direction: column; gap: 0.9rem; padding: 1.25rem 1.4rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); }
.columns { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); gap: 1.25rem; align-items: start; }
.columns > div { display: flex; flex-direction: column; gap: 1.25rem; min-width: 0; }
.empty { align-items: center; padding: 3.5rem 1.5rem; text-align: center; }
.empty h2 { font: 600 1.5rem/1.2 var(--display); }
.empty p { max-width: 46ch; color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1.25rem; }
.tile { position: relative; display: grid; grid-template-columns: 1fr auto; align-items: end; gap: 0.1rem 1rem; padding: 1.15rem 1.4rem 1.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); }
.tile:hover { border-color: var(--accent); }
.tile h3 { grid-column: 1 / -1; font-weight: 500; }
.tile h3 a { color: var(--ink); text-decoration: none; }
.tile h3 a::after { content: ""; position: absolute; inset: 0; border-radius: var(--radius); }
.tile .big { font: 600 2.25rem/1.1 var(--display); font-variant-numeric: tabular-nums; }
.tile .button { position: relative; }
.steps { display: flex; flex-direction: column; gap: 0.5rem; padding-left: 1.4rem; }
.tile .button { min-height: 2.1rem; }
.steps li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
.names { display: flex; flex-direction: column; gap: 0.3rem; }

.button, button { font: 500 0.9375rem/1.2 var(--text); }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 2.35rem; padding: 0.45rem 0.95rem; border: 1px solid transparent; border-radius: 8px; text-decoration: none; white-space: nowrap; cursor: pointer; }
.button.main { background: var(--accent); color: var(--on-accent); }
.button.main:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
.button.plain { background: var(--surface); border-color: var(--line); color: var(--ink); }
.button.plain:hover { border-color: var(--quiet); }
.button.danger { background: var(--surface); border-color: color-mix(in srgb, var(--bad) 35%, var(--line)); color: var(--bad); }
.button.danger:hover, form .button.danger { background: var(--bad-tint); border-color: var(--bad); }
.button.off { color: var(--quiet); background: transparent; cursor: default; }
.button.small { min-height: 1.75rem; padding: 0.2rem 0.6rem; font-size: 0.8125rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.6rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.6rem; }

.state, .chip, .rule { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0.08rem 0.6rem; border-radius: 1rem; font-size: 0.8125rem; line-height: 1.5; }
.state { background: var(--idle-tint); color: var(--idle); font-weight: 500; white-space: nowrap; }
.state::before { content: ""; width: 0.5rem; height: 0.5rem; border-radius: 50%; background: currentColor; }
.state.idle::before { background: none; box-shadow: inset 0 0 0 1.5px currentColor; }
.state.good { background: var(--good-tint); color: var(--good); }
.state.bad { background: var(--bad-tint); color: var(--bad); }
.state.busy { background: var(--busy-tint); color: var(--busy); }
.chip { max-width: 14rem; background: var(--sunk); color: var(--ink); text-decoration: none; }
.chip, .chip bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
a.chip:hover { background: var(--tint); text-decoration: underline; }
.rule { padding: 0 0.45rem; background: var(--sunk); color: var(--ink); }
.mixins { display: flex; flex-direction: column; gap: 0.4rem; }
.mixins li { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
.minor { font-size: 0.8125rem; }

.table { padding: 0; gap: 0; overflow: hidden; }
.tools { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 0.8rem 1.25rem; padding: 0.9rem 1.4rem; }
.filter, .bulk, .add { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 0.9rem; }
.filter .pair, .quick { display: inline-flex; align-items: center; gap: 0.5rem; }
.filter label, .quick label, .bulk label, .add label { color: var(--quiet); font-size: 0.875rem; }
.filter input, .filter select, .quick input, .bulk select, .add select { width: auto; max-width: 9.5rem; min-height: 2.1rem; padding: 0.2rem 0.55rem; font-size: 0.875rem; }
.filter .button, .bulk .button, .add .button { min-height: 2.1rem; padding-block: 0.25rem; font-size: 0.875rem; }
.bulk select { max-width: 13rem; }
.search input[type=search] { width: 22rem; max-width: 100%; }
.add select { flex: 1 1 8rem; max-width: none; }
html:not(.scripted) [data-script] { display: none; }
.scroll { overflow-x: auto; }
.card:not(.table) > .scroll { margin-inline: -1.4rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; }
th, td { padding: 0.6rem 0.75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: middle; }
th:first-child, td:first-child { padding-left: 1.4rem; }
th:last-child, td:last-child { padding-right: 1.4rem; }
thead th { padding-block: 0.5rem; color: var(--quiet); font-size: 0.8125rem; font-weight: 500; white-space: nowrap; }
tbody th { font-weight: 500; min-width: 9rem; overflow-wrap: anywhere; }
tbody tr:hover { background: color-mix(in srgb, var(--tint) 45%, transparent); }
.table .tools:not(:first-child), .table > .pager { border-top: 1px solid var(--line); }
td.pick, th.pick { width: 1%; padding-right: 0; }
td.figure { white-space: nowrap; }
td.chips { min-width: 8rem; max-width: 18rem; }
.sort { margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }
.sort:hover { color: var(--ink); text-decoration: underline; }
[aria-sort=ascending] .sort::after { content: " ↑"; }
[aria-sort=descending] .sort::after { content: " ↓"; }
.nothing { padding: 2rem 1.4rem; border-top: 1px solid var(--line); color: var(--quiet); }
.pager { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem 1rem; margin-left: auto; }
.pager p { color: var(--quiet); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.pager .button { min-height: 2.1rem; padding: 0.25rem 0.7rem; font-size: 0.875rem; }

.attributes { display: flex; flex-direction: column; margin-inline: -1.4rem; }
.attributes > div { display: grid; grid-template-columns: minmax(9rem, 14rem) minmax(0, 1fr); gap: 0.25rem 1.25rem; padding: 0.65rem 1.4rem; border-top: 1px solid var(--line); }
dt { font-weight: 500; }
dt code { display: block; color: var(--quiet); font-size: 0.75rem; }
dd { overflow-wrap: anywhere; }
dd bdi { white-space: pre-wrap; }
.unset dd { color: var(--quiet); }
.unset span:not(:last-child)::after { content: ","; }
.relations { display: flex; flex-wrap: wrap; gap: 0.4rem 1.75rem; font-size: 0.875rem; }
.relations > div { display: flex; gap: 0.6rem; align-items: baseline; }
.relations dt { color: var(--quiet); font-weight: 400; }
#categories, .categories { display: flex; flex-direction: column; gap: 0.6rem; }
.categories > h2 { margin-top: 1rem; font: 600 1.375rem/1.2 var(--display); }
.category { padding-block: 0.75rem; }
.category > summary { display: flex; align-items: baseline; gap: 0.6rem; cursor: pointer; }
.category > summary code { color: var(--quiet); }
.category > summary::after { content: "+"; margin-left: auto; color: var(--quiet); }
.category[open] > summary::after { content: "–"; }
.category > :not(summary) { margin-top: 0.7rem; }
.category > .scroll:last-child { margin-bottom: -0.9rem; }
.category:has(:target) { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.definitions { font-size: 0.875rem; }
.definitions th { min-width: 0; font-weight: 400; }
.definitions td:last-child { min-width: 16rem; }
.definitions td code { white-space: nowrap; }
.definitions th { white-space: nowrap; }
.curls { display: flex; flex-direction: column; gap: 0.7rem; }
.curls li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.6rem; }
.curls .format { min-width: 2.6rem; color: var(--quiet); font-size: 0.8125rem; }
.curls code { flex: 1 1 16rem; padding: 0.4rem 0.7rem; background: var(--sunk); border-radius: 6px; }
pre { width: 100%; max-height: 24rem; margin: 0; padding: 0.8rem 1rem; overflow: auto; background: var(--sunk); border-radius: 6px; white-space: pre-wrap; }
.long summary { cursor: pointer; }

.form { display: flex; flex-direction: column; gap: 1.25rem; max-width: 56rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem 2rem; align-items: start; }
.group { gap: 1.1rem; }
.field { display: flex; flex-direction: column; gap: 0.3rem; min-width: 0; border: 0; }
label, legend { font-weight: 500; }
.must { margin-left: 0.35rem; color: var(--quiet); font-size: 0.8125rem; font-weight: 400; }
input, select, textarea { min-height: 2.5rem; padding: 0.45rem 0.7rem; border: 1px solid color-mix(in srgb, var(--ink) 45%, var(--surface)); border-radius: 8px; background: var(--surface); color: var(--ink); font: 0.9375rem/1.4 var(--text); }
input[type=text], input[type=number], textarea, .field > select { width: 100%; }
textarea { font-family: var(--code); font-size: 0.875rem; }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; min-height: 0; margin: 0; accent-color: var(--accent); flex: none; }
::placeholder { color: var(--quiet); opacity: 1; }
.field > .hint code { display: block; color: var(--quiet); font-size: 0.75rem; }
.card > .form > .field, .card > .form > .grid, .card > .field { max-width: 30rem; }
.field > .hint { max-width: 60ch; }
.faulty input, .faulty select, .faulty textarea { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.fault bdi, .alert bdi, [role=alert] bdi { display: inline-block; }
.fault bdi::first-letter, .alert bdi::first-letter, [role=alert] bdi::first-letter { text-transform: uppercase; }
.fault { color: var(--bad); font-size: 0.875rem; font-weight: 500; }
.alert { max-width: 56rem; padding: 0.9rem 1.2rem; border: 1px solid color-mix(in srgb, var(--bad) 40%, transparent); border-left: 4px solid var(--bad); border-radius: var(--radius); background: var(--bad-tint); color: var(--ink); }
.alert ul { margin-top: 0.4rem; padding-left: 1.2rem; list-style: disc; }
.tick { display: flex; align-items: center; gap: 0.6rem; padding: 0.15rem 0; }
.tick label { font-weight: 400; }
.ticks legend { margin-bottom: 0.3rem; }
.option { padding: 0.2rem 0; }
.within { display: none; flex-direction: column; gap: 1rem; margin: 0.6rem 0 0.4rem; padding-left: 1.1rem; border-left: 2px solid var(--line); }
.option:has(> .tick input:checked) > .within { display: flex; }
@supports not selector(:has(*)) { .within { display: flex; } }
dialog { display: flex; flex-direction: column; gap: 1rem; width: min(34rem, calc(100vw - 2rem)); max-height: calc(100vh - 4rem); padding: 1.6rem 1.75rem; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 60px -20px rgb(0 0 0 / 45%); }
dialog:not([open]) { display: none; }
dialog::backdrop { background: rgb(18 22 20 / 45%); }
dialog h2 { font: 600 1.375rem/1.2 var(--display); }

@media (max-width: 60rem) {
  .frame { grid-template-columns: minmax(0, 1fr); gap: 1rem; padding: 0 1rem 2rem; }
  .top { padding: 0.9rem 1rem 0.5rem; }
  .side { display: flex; gap: 0.25rem; margin-inline: -1rem; padding: 0 1rem 0.25rem; overflow-x: auto; border-bottom: 1px solid var(--line); }
  .side h2 { display: none; }
  .side ul { display: flex; gap: 0.25rem; }
  .side a { white-space: nowrap; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .foot { padding: 0 1rem 1.5rem; }
}
@media (max-width: 34rem) {
  h1, .hero h1 { font-size: 1.75rem; }
  .card, .tools { padding: 1rem; }
  .table { padding: 0; }
  .card:not(.table) > .scroll, .attributes { margin-inline: -1rem; }
  th:first-child, td:first-child, .attributes > div { padding-left: 1rem; }
  th:last-child, td:last-child, .attributes > div { padding-right: 1rem; }
  .attributes > div { grid-template-columns: minmax(0, 1fr); }
  .tiles { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0.75rem; }
  .tile { padding: 0.9rem 1rem 1rem; }
  .filter:not(.search) { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); width: 100%; }
  .filter .pair { flex-direction: column; align-items: stretch; gap: 0.15rem; }
  .filter .button { align-self: end; }
  .filter input, .filter select { width: 100%; max-width: none; }
  .quick { width: 100%; }
  .quick input { flex: 1; max-width: none; }
  tbody th small { display: block; }
  .pager { margin-left: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  .button, .side a, .tile { transition: background-color 120ms, border-color 120ms; }
}
@media print { .side, .top, .actions, .buttons, .tools { display: none; } }
`
