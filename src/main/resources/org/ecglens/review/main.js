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
keeping.start().then(() => {
  // Begun in another browser: there is nothing to introduce.
  if (view.at < 0 && answers.all.size) {
    view.resume();
  }
});
