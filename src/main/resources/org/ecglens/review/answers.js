// What has been answered: kept in the browser as it is made, the same in all of its tabs.

const data = JSON.parse(document.getElementById("data").textContent);
const shelf = `ecglens review ${data.review} ${data.rater}`;

const answers = {
  all: new Map(),
  place: null,
  saved: 0,
  broken: false,

  slot: (item, question) => `${item} ${question}`,

  of(item, question) {
    return this.all.get(this.slot(item, question));
  },

  list() {
    return [...this.all.values()];
  },

  // The time of the last answer. It never goes back, so that the largest is the last word.
  last() {
    return this.list().reduce((most, answer) => Math.max(most, answer.revision), 0);
  },

  give(item, question, value) {
    this.load();
    const revision = Math.max(Date.now(), this.last() + 1);
    this.take({ item, question, value, revision });
    this.keep();
  },

  // Takes what is later than what there is, and says whether that was so.
  take(answer) {
    const slot = this.slot(answer.item, answer.question);
    const before = this.all.get(slot);
    if (before && before.revision >= answer.revision) {
      return false;
    }
    this.all.set(slot, answer);
    return true;
  },

  isDone: (item) => data.questions.every((question) => answers.of(item.code, question.id)),

  done() {
    return data.items.filter(this.isDone).length;
  },

  // With what another tab has kept since, which would be lost otherwise.
  keep() {
    this.load();
    const { place, saved } = this;
    try {
      localStorage.setItem(shelf, JSON.stringify({ answers: this.list(), place, saved }));
      this.broken = false;
    } catch (full) {
      this.broken = true;
    }
  },

  // Another tab may have kept something since.
  load() {
    let changed = false;
    try {
      const kept = JSON.parse(localStorage.getItem(shelf));
      if (kept) {
        kept.answers.forEach((answer) => {
          changed = this.take(answer) || changed;
        });
        this.place ??= kept.place;
        this.saved = Math.max(this.saved, kept.saved);
      }
    } catch (unreadable) {
      this.broken = true;
    }
    return changed;
  },

  // As files and the server take them.
  file: (list) => ({ format: data.format, review: data.review, rater: data.rater, answers: list }),
};
