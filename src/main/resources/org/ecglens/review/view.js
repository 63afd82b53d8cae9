// What is seen: the beginning, one heatmap at a time, the end.

const byId = (id) => document.getElementById(id);
const main = document.querySelector("main");

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

const button = (text, press, attributes = {}) =>
  el("button", { type: "button", onclick: press, ...attributes }, text);

const view = {
  // -1 is the beginning, as many as there are items the end.
  at: -1,
  asked: 0,
  // The outcome that the end was last made with.
  ended: "",

  item() {
    return data.items[this.at];
  },

  show(at) {
    this.at = Math.max(-1, Math.min(data.items.length, at));
    answers.place = this.at;
    answers.keep();
    const item = this.item();
    this.asked = item ? Math.max(0, this.open(item, 0)) : 0;
    main.replaceChildren(...(item ? this.heatmap(item) : this.at < 0 ? this.beginning() : this.end()));
    byId("place").textContent = item
      ? `Heatmap ${this.at + 1} of ${data.items.length}`
      : this.at < 0
        ? "Review of heatmaps"
        : "The end";
    document.body.classList.toggle("rating", Boolean(item));
    if (item) {
      pictures.show(byId("picture"), item.code);
      const next = data.items[this.at + 1];
      next && pictures.url(next.code).catch(() => {});
    }
    this.refresh();
    window.scrollTo(0, 0);
  },

  // The first question from a number on that has no answer yet; -1 if there is none.
  open(item, from) {
    return data.questions.findIndex(
      (question, number) => number >= from && !answers.of(item.code, question.id)
    );
  },

  beginning() {
    const n = data.items.length;
    const done = answers.done();
    return [
      el(
        "section",
        { class: "text" },
        ...data.introduction.split(/\n+/).map((text) => el("p", {}, text)),
        el("p", {}, `There are ${n} pictures with ${data.questions.length === 1 ? "one question" : `${data.questions.length} questions`} each. You can stop at any time and go on later, go back and change an answer, and say “cannot tell”.`),
        el("p", {}, keeping.served
          ? `Every answer is stored at once on the computer that gave you this page, under the code “${data.rater}” and nothing else.`
          : `Every answer is kept in this browser. When you are done, save your ratings to a file and send it to the person who gave you this page. The file knows you as “${data.rater}” and nothing else.`),
        el("p", { class: "keyboard" }, "The digits of the keyboard answer, Enter goes on; ? shows all keys."),
        el("p", {}, button(done ? "Go on" : "Begin", () => this.resume(), { class: "main", "aria-keyshortcuts": "Enter" }))
      ),
    ];
  },

  // To the first heatmap that is not rated.
  resume() {
    const next = data.items.findIndex((item) => !answers.isDone(item));
    this.move(next < 0 ? data.items.length : next);
  },

  // To the next heatmap that is not rated, from the first again after the last.
  unrated() {
    const n = data.items.length;
    for (let i = 1; i <= n; i++) {
      const at = (Math.max(this.at, -1) + i + n) % n;
      if (!answers.isDone(data.items[at])) {
        this.move(at);
        return;
      }
    }
    this.move(n);
  },

  // As the rater asked for: what has the focus would be gone.
  move(at) {
    this.show(at);
    byId("place").focus({ preventScroll: true });
  },

  heatmap(item) {
    return [
      el("div", { class: "stage" },
        el("figure", { id: "figure" },
          el("img", { id: "picture", onclick: (event) => this.enlarge(event),
            alt: `Electrocardiogram with a heatmap for the ${item.target}` })),
        button("Enlarge", () => this.enlarge(), { id: "enlarge", "aria-pressed": "false", "aria-keyshortcuts": "Z" })),
      el("section", { class: "panel", "aria-label": "Questions" },
        el("p", { class: "target" }, el("span", {}, "The network’s value"), el("strong", {}, item.target), el("output", {}, item.prediction)),
        ...data.questions.map((question, number) => this.question(item, question, number)),
        el("nav", { "aria-label": "Heatmaps" },
          button("Back", () => this.move(this.at - 1), { id: "back", "aria-keyshortcuts": "ArrowLeft" }),
          button("Next", () => this.move(this.at + 1), { id: "next", class: "main", "aria-keyshortcuts": "ArrowRight Enter" }))),
    ];
  },

  question(item, question, number) {
    const scale = question.choices.some((choice) => choice.label === null);
    const choice = ({ value, label }) =>
      el("button", { type: "button", "data-value": value, "aria-pressed": "false",
        "aria-label": label === null ? null : `${value}: ${label}`,
        onclick: () => this.answer(number, value) },
        el("kbd", {}, String(value)), scale || label === null ? "" : el("span", {}, label));
    const ends = question.choices.filter((one) => one.label !== null);
    return el("fieldset", { onfocusin: () => this.ask(number) },
      el("legend", {}, question.text.replaceAll("{target}", item.target)),
      el("div", { class: scale ? "scale" : "labels" }, ...question.choices.map(choice)),
      scale ? el("p", { class: "ends", "aria-hidden": "true" }, ...ends.map((one) => el("span", {}, one.label))) : "",
      button("Cannot tell", () => this.answer(number, null), { class: "none", "data-value": "none", "aria-pressed": "false", "aria-keyshortcuts": "C" }));
  },

  outcome: () => `${answers.done()} ${keeping.settled()}`,

  end() {
    this.ended = this.outcome();
    const left = data.items.length - answers.done();
    const text = left
      ? `${left} of ${data.items.length} heatmaps are not fully rated.`
      : `All ${data.items.length} heatmaps are rated. Thank you.`;
    return [
      el("section", { class: "text" },
        el("p", { class: "large" }, text),
        left ? el("p", {}, button("Go to the next of them", () => this.unrated(), { class: "main", "aria-keyshortcuts": "U" })) : "",
        el("p", {}, keeping.settled()
          ? "Your ratings are stored. You can close this page, or come back and change them."
          : keeping.served
            ? "Your ratings are not all stored yet. Leave this page open until they are, or save them to a file and send it to the person who gave you this page."
            : "Save your ratings to a file and send it to the person who gave you this page."),
        keeping.settled() ? "" : el("p", {}, button("Save to a file", () => keeping.save(), { class: left ? "" : "main" })),
        el("p", {}, button("Back", () => this.move(this.at - 1), { "aria-keyshortcuts": "ArrowLeft" }))),
    ];
  },

  ask(number) {
    this.asked = number;
    document.querySelectorAll("fieldset").forEach((set, i) => set.classList.toggle("asked", i === number));
  },

  answer(number, value) {
    const item = this.item();
    const question = data.questions[number];
    answers.give(item.code, question.id, value);
    byId("said").textContent = `${question.id}: ${value ?? "cannot tell"}`;
    const open = this.open(item, number);
    this.asked = open < 0 ? number : open;
    keeping.given();
  },

  // Larger than the window, around the point that was clicked; or all of it again.
  enlarge(event) {
    const figure = byId("figure");
    const box = byId("picture").getBoundingClientRect();
    const [x, y] = event ? [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height] : [0.5, 0.5];
    const large = figure.classList.toggle("large");
    if (large) {
      figure.setAttribute("tabindex", "0");
      figure.scrollTo(x * figure.scrollWidth - figure.clientWidth / 2, y * figure.scrollHeight - figure.clientHeight / 2);
    } else {
      figure.removeAttribute("tabindex");
    }
    byId("enlarge").textContent = large ? "Fit" : "Enlarge";
    byId("enlarge").setAttribute("aria-pressed", String(large));
  },

  pan(x, y) {
    byId("figure").scrollBy({ left: 120 * x, top: 120 * y, behavior: "smooth" });
  },

  // Shows what is answered, without making the page anew.
  refresh() {
    const n = data.items.length;
    const done = answers.done();
    byId("bar").max = n;
    byId("bar").value = done;
    byId("bar").textContent = `${done} of ${n}`;
    const kept = [`${done} of ${n} rated`, keeping.text()].filter(Boolean).join(" · ");
    if (byId("kept").textContent !== kept) {
      byId("kept").textContent = kept;
    }
    byId("kept").classList.toggle("trouble", Boolean(keeping.trouble) || answers.broken);
    byId("save").hidden = keeping.served && !keeping.trouble;
    const item = this.item();
    if (!item) {
      if (this.at === n && this.ended !== this.outcome()) {
        main.replaceChildren(...this.end());
      }
      return;
    }
    document.querySelectorAll("fieldset").forEach((set, i) => {
      const answer = answers.of(item.code, data.questions[i].id);
      const given = answer ? String(answer.value ?? "none") : "";
      set.querySelectorAll("button").forEach((one) =>
        one.setAttribute("aria-pressed", String(one.dataset.value === given)));
    });
    this.ask(this.asked);
    byId("next").classList.toggle("ready", answers.isDone(item));
  },
};
