// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the parts of the guides that hold every word typed; works from a folder, without a server.
"use strict";

const MOST_FOUND = 20;
const field = document.getElementById("search");
const found = document.getElementById("found");
const prepared = SEARCH_INDEX.map(([address, page, heading, text, group]) =>
    ({address, page, heading, text, group, title: `${page} ${heading}`.toLowerCase(), words: text.toLowerCase()}));

/**
 * How well a part answers: a word in its title counts as much as ten in its text; 0 if a word is in neither. The user's
 * guide goes before the developer's and decisions of old.
 */
function scoreOf(part, words) {
    let score = 0;
    for (const word of words) {
        const times = part.words.split(word).length - 1;
        const entitled = part.title.includes(word);
        if (!times && !entitled)
            return 0;
        score += (entitled ? 10 : 0) + Math.min(times, 5);
    }
    return score / (1 + 0.5 * part.group);
}

/** `text` around the first of `words`, with all of them marked. */
function excerpt(text, words) {
    const lower = text.toLowerCase();
    const places = words.map(word => lower.indexOf(word)).filter(place => place >= 0);
    const start = Math.max(0, (places.length ? Math.min(...places) : 0) - 60);
    const piece = text.slice(start, start + 200);
    const line = document.createElement("small");
    const pattern = new RegExp(words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gi");
    let last = 0;
    line.append(start ? "… " : "");
    for (const match of piece.matchAll(pattern)) {
        const mark = document.createElement("mark");
        mark.textContent = match[0];
        line.append(piece.slice(last, match.index), mark);
        last = match.index + match[0].length;
    }
    line.append(piece.slice(last), start + 200 < text.length ? " …" : "");
    return line;
}

function search() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    found.hidden = !words.length;
    if (!words.length)
        return;
    const parts = prepared.map(part => ({part, score: scoreOf(part, words)})).filter(({score}) => score)
        .sort((a, b) => b.score - a.score).slice(0, MOST_FOUND);
    for (const {part} of parts) {
        const link = document.createElement("a");
        link.href = part.address;
        const title = document.createElement("strong");
        title.textContent = part.heading;
        link.append(title, part.heading === part.page ? "" : ` – ${part.page}`, excerpt(part.text, words));
        found.append(link);
    }
    if (!parts.length) {
        const line = document.createElement("p");
        line.textContent = "Nothing in the guides holds all of these words.";
        found.append(line);
    }
}

field.addEventListener("input", search);
document.getElementById("search-form").addEventListener("submit", event => {
    event.preventDefault();
    found.querySelector("a")?.click();
});
found.addEventListener("click", () => { found.hidden = true; });
document.addEventListener("keydown", event => {
    if (event.key === "Escape")
        found.hidden = true;
    else if (event.key === "/" && document.activeElement !== field) {
        event.preventDefault();
        field.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden) {
        const links = [...found.querySelectorAll("a")];
        const place = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
        (links[place] ?? field).focus();
        event.preventDefault();
    }
});
