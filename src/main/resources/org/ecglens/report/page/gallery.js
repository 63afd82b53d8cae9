// Section: some records with their heatmaps, two methods side by side.
const { el } = ecglens;
const SIDES = ['left', 'right'];

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function amplitude(one, value) {
  if (value === null) {
    return 'no value';
  }
  return one.signalUnit === 'uV'
    ? ecglens.minus((value / 1000).toFixed(2)) + ' mV'
    : ecglens.digits(value) + ' ' + one.signalUnit;
}

ecglens.section({
  id: 'heatmaps',
  title: 'Heatmaps',
  nav: 'Heatmaps',
  render(container, data) {
    const gallery = data.gallery;
    if (gallery.cases.length > 0) {
      container.append(ecglens.lead(
        'Two methods beside each other on the same ECG. Colour lies along the trace: the stronger it is, the more the method says that this point moved the prediction. ',
        el('b', null, 'A heatmap can look right and still not show what the network uses'),
        '; whether it does, the slider below the ECG tells of this record and the curves above of all.'));
    }
    if (gallery.note) {
      container.append(el('p', { class: 'hint' }, gallery.note));
    }
    if (gallery.cases.length > 0) {
      ecglens.forTarget(container, (body, target) => {
        const cases = gallery.cases.filter((one) => one.target === target);
        if (cases.length > 0) {
          records(body, cases, gallery);
        } else {
          body.append(el('p', { class: 'hint' }, 'There is no record of ' + target + ' here: none was chosen, or the page would be too large.'));
        }
      });
    }
  },
});

/** What is kept while one looks from record to record. */
const chosen = { methods: {}, extent: 'all', lead: {}, signed: true };

function records(body, cases, gallery) {
  const counts = {};
  const buttons = cases.map((one) => {
    counts[one.reason] = (counts[one.reason] || 0) + 1;
    const label = capital(one.reason) + (counts[one.reason] > 1 ? ' ' + counts[one.reason] : '');
    return el('button', { type: 'button', onclick: () => open(one) }, label);
  });
  const view = el('div');
  const open = (one) => {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(cases[i] === one)));
    view.replaceChildren();
    record(view, ecglens.galleryCase(one), gallery);
  };
  body.append(
    el('div', { class: 'gallery-records', role: 'group', 'aria-label': 'Record' }, buttons), view);
  open(cases[0]);
}

/** Methods by how much there is for them: recommended, and undecided that are probably the best. */
function leading(verdict) {
  const probability = (name) => verdict.probability_best[name] || 0;
  return [
    ...verdict.recommended,
    ...[...verdict.undecided].sort((a, b) => probability(b) - probability(a)),
    ...verdict.worse.map((one) => one.method),
  ];
}

/**
 * Two methods to begin with: those that were chosen before; of a disputed record the best and the
 * worst by score; else the leading ones. Unsound methods come last.
 */
function methods(one) {
  const names = one.maps.map((map) => map.method);
  const verdict = ecglens.verdict();
  const kept = chosen.methods[one.target] || {};
  const unsound = verdict.unsound.map(({ method }) => method);
  const disputed = one.reason === 'disputed'
    ? Object.keys(one.scores).filter((name) => !unsound.includes(name)).sort((a, b) => one.scores[b] - one.scores[a]) : [];
  const pick = (wanted) => wanted.find((name) => names.includes(name));
  const left = pick([kept.left, disputed[0], ...leading(verdict), ...names]);
  const others = [
    kept.right, disputed[disputed.length - 1], ...leading(verdict),
    ...names.filter((name) => !unsound.includes(name)), ...unsound,
  ];
  return { left, right: pick(others.filter((name) => name !== left)) || left };
}

function record(view, one, gallery) {
  if (one.maps.length === 0) {
    view.append(el('p', { class: 'hint' }, 'No method has a finite map of record ' + one.record + '.'));
    return;
  }
  const shown = methods(one);
  const lead = () => (one.strips.some((strip) => strip.lead === chosen.lead[one.target])
    ? chosen.lead[one.target] : one.lead);
  const readout = el('p', { class: 'gallery-readout', 'aria-live': 'polite', id: 'gallery-readout' });
  const cursor = { strip: null, sample: 0 };
  let steps = null;

  const sides = SIDES.map((name) => side(one, gallery, name, shown[name], {
    method: (method) => {
      shown[name] = method;
      chosen.methods[one.target] = shown;
      drawMaps();
      steps.draw();
    },
    point: (found) => point(found),
    move: (key, far) => move(key, far),
    scroll: (left) => sides.forEach((each) => each.scroll(left)),
  }));

  const leads = one.strips.map((strip) => [String(strip.lead), strip.label])
    .filter(([value], i, all) => all.findIndex((other) => other[0] === value) === i);
  const leadChoice = ecglens.select('Lead', leads, String(lead()), (value) => {
    chosen.lead[one.target] = Number(value);
    point(null);
    drawMaps();
  });
  const colours = el('input', {
    type: 'checkbox',
    id: 'gallery-signed',
    checked: chosen.signed,
    onchange: () => {
      chosen.signed = colours.checked;
      drawMaps();
    },
  });
  const extent = ecglens.select('View',
    [['all', 'all leads'], ['averaged', 'mean of all leads'], ['single', 'one lead']],
    chosen.extent, (value) => {
      chosen.extent = value;
      point(null);
      drawMaps();
    });

  const current = () => ({ extent: chosen.extent, lead: lead(), signed: chosen.signed });
  const drawMaps = () => {
    leadChoice.hidden = chosen.extent === 'all';
    sides.forEach((each) => each.draw(current()));
    read();
  };
  const point = (found) => {
    cursor.strip = found && found.strip;
    cursor.sample = found ? found.sample : 0;
    sides.forEach((each) => each.paper.point(cursor.strip, cursor.sample));
    read();
  };
  const move = (key, far) => {
    const strips = chosen.extent === 'all' ? one.strips : [one.stripOf(lead())];
    if (!cursor.strip) {
      const first = chosen.extent === 'all' ? strips[0] : strips[strips.length - 1];
      point({ strip: first, sample: first.from });
      return;
    }
    const turn = { ArrowUp: -1, ArrowDown: 1 }[key] || 0;
    const strip = strips[(strips.indexOf(cursor.strip) + turn + strips.length) % strips.length];
    const to = { ArrowLeft: -far, ArrowRight: far, Home: -Infinity, End: Infinity }[key] || 0;
    // The same time in the next lead where it is there, else its beginning.
    const from = cursor.sample >= strip.from && cursor.sample < strip.to ? cursor.sample : strip.from;
    point({ strip, sample: Math.max(strip.from, Math.min(strip.to - 1, from + to)) });
  };
  const read = () => {
    readout.replaceChildren(...(cursor.strip
      ? reading(one, cursor, sides, shown, current(), gallery)
      : ['Point at the ECG, tap it or use its arrow keys to read values.']));
  };

  steps = ecglens.perturbation(one, shown, sides);
  view.append(
    about(one),
    el('div', { class: 'choices' }, extent, leadChoice,
      el('span', { class: 'choice' }, colours, el('label', { for: 'gallery-signed' }, 'colours with signs'))),
    el('div', { class: 'gallery-sides', style: '--paper:' + sides[0].paper.width }, sides.map((each) => each.node)),
    readout,
    steps.node);
  drawMaps();
  steps.draw();
}

function about(one) {
  const unit = one.unit ? ' ' + one.unit : '';
  return el('div', { class: 'gallery-about' },
    el('p', null, el('b', null, capital(one.reason) + ' record ' + one.record), '. ', one.why),
    el('p', null,
      'Network ' + one.model + ' predicts ' + one.target + ' ',
      el('b', null, ecglens.digits(one.prediction) + unit),
      one.label === null ? '; nothing is known to compare it with.' : '; measured: ',
      one.label === null ? null : el('b', null, ecglens.digits(one.label) + unit),
      one.label === null ? null : ' (' + ecglens.plus(one.prediction - one.label) + unit + ').'));
}

/** One method: choice, paper, legend. */
function side(one, gallery, name, first, act) {
  const paper = ecglens.paper(one, gallery);
  let map = one.map(first);
  const note = (method) => {
    const standing = ecglens.standing(method);
    return standing ? ' – ' + standing : '';
  };
  const score = el('p', { class: 'gallery-score' });
  const legend = el('figcaption', null);
  const select = ecglens.select(name === 'left' ? 'Method' : 'Compared with',
    one.maps.map((each) => [each.method, each.method + note(each.method)]), first, (method) => {
      map = one.map(method);
      act.method(method);
    });
  const frame = el('div', {
    class: 'gallery-paper',
    role: 'application',
    tabindex: '0',
    'aria-label': 'ECG with heatmap, ' + name + ': arrow keys move the cursor in time and between leads, with Shift ten samples at a time',
    'aria-describedby': 'gallery-readout',
    onscroll: () => act.scroll(frame.scrollLeft),
    onpointermove: (event) => event.pointerType === 'mouse' && act.point(paper.find(event)),
    onclick: (event) => act.point(paper.find(event)),
    onpointerleave: (event) => event.pointerType === 'mouse' && act.point(null),
    onkeydown: (event) => {
      if (/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) {
        event.preventDefault();
        act.move(event.key, event.shiftKey ? 10 : 1);
      } else if (event.key === 'Escape') {
        act.point(null);
      }
    },
  }, paper.node);
  return {
    paper,
    map: () => map,
    scroll: (left) => {
      frame.scrollLeft = left;
    },
    node: el('figure', { class: 'gallery-side', id: 'gallery-' + name },
      el('div', { class: 'choices' }, select), score, frame, legend),
    draw: (view) => {
      paper.show(map, view);
      const value = one.scores[map.method];
      score.textContent = value === undefined ? 'no score in this record' : one.metric + ' ' + ecglens.digits(value) + ' in this record';
      legend.replaceChildren(...bar(map, view, one, gallery));
    },
  };
}

/** Which colour is which attribution. */
function bar(map, view, one, gallery) {
  const { signed: both, colours } = ecglens.heatColours(map, view, gallery);
  const name = view.extent === 'averaged' ? '|attribution|, mean of all leads' : '|attribution|';
  return [
    el('span', null, both ? 'lowers ' + one.target : name + ' 0'),
    el('span', { class: 'gallery-bar', 'aria-hidden': 'true', style: 'background:linear-gradient(to right,' + colours.join(',') + ')' }),
    el('span', null, both ? 'raises ' + one.target : '1'),
  ];
}

function reading(one, cursor, sides, shown, view, gallery) {
  const { strip, sample } = cursor;
  const wave = Object.entries(one.waves).find(([, [on, off]]) => sample >= on && sample <= off);
  const part = (text, kind) => el('span', { class: kind }, text);
  return [
    part(strip.label, 'gallery-lead'),
    part((1000 * sample / one.rate).toFixed(0) + ' ms' + (wave ? ' (' + wave[0] + ')' : ''), 'gallery-time'),
    part(amplitude(one, one.value(strip, sample)), 'gallery-amplitude'),
    ...SIDES.map((name, i) => {
      const map = sides[i].map();
      const heat = one.heat(map, view.extent === 'averaged', strip, sample);
      const both = ecglens.heatColours(map, view, gallery).signed;
      const text = both ? (heat < 0 ? '' : '+') + ecglens.minus(heat.toFixed(2)) : Math.abs(heat).toFixed(2);
      return el('span', { class: 'gallery-value gallery-' + name }, shown[name] + ' ', el('b', null, text));
    }),
  ];
}
