#include "cli/site/site.hpp"

namespace dockwright::cli::site {

std::string_view style() {
    return R"(:root { color-scheme: light dark; --dim: #5a6570; --line: #d5dbe1; --bad: #a52a1c; --good: #1b6b33; --soft: #f4f6f8; }
@media (prefers-color-scheme: dark) {
  :root { --dim: #9aa7b4; --line: #37414b; --bad: #ff9a8c; --good: #7fd89b; --soft: #1c2229; }
}
body { font: 16px/1.55 system-ui, sans-serif; margin: 0; }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; overflow-wrap: anywhere; }
.lead { font-size: 1.15rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; }
label { display: block; font-weight: 600; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem .7rem; }
ul#rules { list-style: none; padding: 0; }
ul#rules li { padding: .45rem 0; border-top: 1px solid var(--line); }
ul#rules a { font-family: ui-monospace, monospace; }
.marks { display: block; color: var(--dim); font-size: .85rem; }
.marks span { margin-right: .4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; }
dt { color: var(--dim); }
dd { margin: 0; }
figure { margin: 0 0 1rem; }
figcaption { color: var(--dim); }
pre { background: var(--soft); border: 1px solid var(--line); padding: .7rem; overflow-x: auto; margin: .2rem 0; }
code { font-family: ui-monospace, monospace; font-size: .92em; }
h3::first-letter { text-transform: uppercase; }
.found, .removed { color: var(--bad); }
.found { white-space: pre-wrap; }
.added { color: var(--good); }
)";
}

std::string_view search() {
    return R"('use strict';
const box = document.getElementById('words');
const rules = [...document.querySelectorAll('#rules li')];
const count = document.getElementById('count');

// Every word must be there; the address keeps what was asked, so that a search can be sent to somebody.
function show() {
  const words = box.value.toLowerCase().split(/[\s,]+/).filter(Boolean);
  let shown = 0;
  for (const rule of rules) {
    rule.hidden = !words.every((word) => rule.dataset.words.includes(word));
    shown += rule.hidden ? 0 : 1;
  }
  count.textContent = shown === 1 ? '1 rule' : `${shown} rules`;
  history.replaceState(null, '', box.value ? `#${encodeURIComponent(box.value)}` : location.pathname);
}

box.value = decodeURIComponent(location.hash.slice(1));
box.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
  }
});
show();
)";
}

} // namespace dockwright::cli::site
