// Gives the keyboard to the terminal as soon as it is there.
addEventListener("load", () => {
  const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
  focus();
  new MutationObserver(focus).observe(document.body, { attributes: true });
  addEventListener("focus", focus);
});
