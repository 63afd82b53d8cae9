// Where answers go besides the browser: to the server that gave the page, or into a file.

const policy = document.querySelector("meta[http-equiv]").content;

const keeping = {
  served: policy.includes("connect-src 'self'"),
  // Whether the server has said what it has: the rater may have gone on in another browser.
  heard: false,
  stored: new Map(),
  busy: false,
  trouble: null,
  pause: 1000,
  changed: () => {},

  pending() {
    return answers
      .list()
      .filter((answer) => this.stored.get(answers.slot(answer.item, answer.question)) !== answer.revision);
  },

  text() {
    if (this.trouble) {
      return this.trouble;
    }
    if (this.served) {
      return this.pending().length ? "storing…" : answers.all.size ? "stored" : "";
    }
    if (answers.broken) {
      return "This browser keeps nothing: save to a file before you close the page.";
    }
    if (!answers.all.size) {
      return "";
    }
    return answers.last() > answers.saved ? "kept in this browser, not yet in a file" : "saved to a file";
  },

  // Whether the server has all there is.
  settled() {
    return this.served && this.heard && !this.trouble && !this.pending().length;
  },

  // Whether something would be lost if the page were closed now.
  atRisk() {
    return this.served ? this.pending().length > 0 : answers.broken && answers.last() > answers.saved;
  },

  async start() {
    if (this.served) {
      await this.exchange();
    }
  },

  // Asks what the server has, then sends what it has not; tries again where it cannot be reached.
  async exchange() {
    if (this.busy) {
      return;
    }
    this.busy = true;
    let again = 0;
    try {
      const batch = this.heard ? this.pending().slice(0, 500) : [];
      const reply = await fetch("answers", batch.length ? this.post(batch) : { cache: "no-store" });
      if (reply.ok) {
        this.learn((await reply.json()).answers);
        this.heard = true;
        this.trouble = null;
        this.pause = 1000;
        again = this.pending().length ? 1 : 0;
      } else {
        this.trouble = `The server refuses: ${(await reply.text()).trim() || reply.status}`;
        again = reply.status >= 500 ? this.later() : 0;
      }
    } catch (unreachable) {
      this.trouble = "The server cannot be reached. Ratings are kept in this browser and sent later.";
      again = this.later();
    }
    this.busy = false;
    if (again) {
      setTimeout(() => this.exchange(), again);
    }
    this.changed();
  },

  later() {
    this.pause = Math.min(2 * this.pause, 30000);
    return this.pause;
  },

  post: (batch) => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(answers.file(batch)),
  }),

  learn(list) {
    list.forEach((answer) => {
      answers.take(answer);
      this.stored.set(answers.slot(answer.item, answer.question), answer.revision);
    });
    answers.keep();
  },

  given() {
    if (this.served) {
      this.exchange();
    }
    this.changed();
  },

  save() {
    const text = JSON.stringify(answers.file(answers.list()), null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `ratings-${data.review.slice(0, 6)}-${data.rater}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    answers.saved = answers.last();
    answers.keep();
    this.changed();
  },
};
