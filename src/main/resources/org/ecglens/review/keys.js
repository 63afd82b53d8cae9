// Every action has a key.

const keys = [
  [["0", "…", "9"], "answer the marked question"],
  [["C"], "cannot tell"],
  [["↑", "↓"], "the question before, after"],
  [["→", "Enter"], "next heatmap"],
  [["←"], "heatmap before"],
  [["U"], "next heatmap that is not fully rated"],
  [["Z"], "enlarge the picture, or fit it again"],
  [["Shift", "→"], "move the enlarged picture, with any arrow"],
  [["S"], "save ratings to a file"],
  [["?"], "show these keys"],
  [["Esc"], "close this"],
];

const dialog = byId("keys");
dialog.append(
  el("h2", { id: "keys-title" }, "Keys"),
  el("dl", {}, ...keys.map(([names, does]) => el("div", {}, el("dt", {}, ...names.map((name) => el("kbd", {}, name))), el("dd", {}, does)))),
  button("Close", () => dialog.close(), { class: "main" })
);

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// False where a key does nothing, so that the browser may scroll with it.
function pressed(event) {
  const item = view.item();
  const last = data.questions.length - 1;
  const question = data.questions[view.asked];
  if (event.shiftKey && arrows[event.key]) {
    return item ? view.pan(...arrows[event.key]) : false;
  }
  switch (event.key) {
    case "ArrowRight":
      return view.at < 0 ? view.resume() : view.move(view.at + 1);
    case "ArrowLeft":
      return view.move(view.at - 1);
    case "ArrowDown":
      return item ? view.ask(Math.min(view.asked + 1, last)) : false;
    case "ArrowUp":
      return item ? view.ask(Math.max(view.asked - 1, 0)) : false;
    case "Enter":
      return view.at < 0 ? view.resume() : item ? view.move(view.at + 1) : false;
    case "?":
      return dialog.showModal();
  }
  switch (event.key.toLowerCase()) {
    case "u":
      return view.unrated();
    case "s":
      return keeping.save();
    case "z":
      return item ? view.enlarge() : false;
    case "c":
      return item ? view.answer(view.asked, null) : false;
  }
  if (item && /^[0-9]$/.test(event.key) && question.choices.some((one) => one.value === Number(event.key))) {
    return view.answer(view.asked, Number(event.key));
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || dialog.open) {
    return;
  }
  // A button that has the focus does its own, but one that is pressed already has nothing to do.
  const focus = document.activeElement;
  if (event.key === "Enter" && focus.tagName === "BUTTON" && focus.getAttribute("aria-pressed") !== "true") {
    return;
  }
  if (pressed(event) !== false) {
    event.preventDefault();
  }
});
