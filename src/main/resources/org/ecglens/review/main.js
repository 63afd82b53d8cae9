byId("save").addEventListener("click", () => keeping.save());
byId("help").addEventListener("click", () => dialog.showModal());

keeping.changed = () => view.refresh();

window.addEventListener("storage", (event) => {
  if (event.key === shelf && answers.load()) {
    keeping.given();
  }
});

window.addEventListener("beforeunload", (event) => {
  if (keeping.atRisk()) {
    event.preventDefault();
    event.returnValue = "";
  }
});

answers.load();
view.show(answers.place ?? -1);
const shown = view.item();
const open = shown && !answers.isDone(shown);
keeping.start().then(() => {
  // Begun or gone on in another browser: there is nothing to introduce, nor to rate again.
  const rated = open && view.item() === shown && answers.isDone(shown);
  if (view.at < 0 ? answers.all.size : rated && !keeping.pending().length) {
    view.resume();
  }
});
