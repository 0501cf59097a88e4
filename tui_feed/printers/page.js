
"use strict";
const box = document.getElementById("search");
const found = document.getElementById("found");
const posts = Array.from(document.querySelectorAll("article"));
const marks = /\p{M}/gu;
const fold = (text) => text.normalize("NFKD").replace(marks, "").toLowerCase();
const texts = [];
let last = "", timer = 0;

// The texts are folded while nobody waits, and the rest of them at the first search.
function prepare(deadline) {
  while (texts.length < posts.length && (!deadline || deadline.timeRemaining() > 1)) {
    texts.push(fold(posts[texts.length].textContent));
  }
  if (texts.length < posts.length) {
    later(prepare);
  }
}

const later = window.requestIdleCallback || ((work) => setTimeout(() => work({
  timeRemaining: ((end) => () => end - Date.now())(Date.now() + 8),
}), 30));

function search() {
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  if (words.join(" ") === last) {
    return;
  }
  last = words.join(" ");
  prepare();
  let count = 0;
  posts.forEach((post, at) => {
    const matches = words.every((word) => texts[at].includes(word));
    count += matches;
    if (post.hidden === matches) {
      post.hidden = !matches;
    }
  });
  found.textContent = last ? `${count.toLocaleString("en")} of ${posts.length.toLocaleString("en")}` : "";
  document.getElementById("none").hidden = count > 0;
  window.scrollTo(0, 0);
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, posts.length > 2000 ? 120 : 0);
});
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== box) {
    event.preventDefault();
    box.focus();
    box.select();
  } else if (event.key === "Escape" && document.activeElement === box && box.value) {
    box.value = "";
    search();
  }
});
later(prepare);
