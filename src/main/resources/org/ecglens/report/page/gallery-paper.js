// The paper of a record: colour below the trace, perturbed points and cursor above it.
const { svg } = ecglens;

/** Side of the cells of colour, in millimetres; a cell shows the strongest of its samples. */
const CELL = 0.1;

const fixed = (x) => x.toFixed(2);

/** Colours of a map in a view: list from the least value, and the number of steps to 1. */
ecglens.heatColours = (map, view, gallery) => {
  const signed = map.signed && view.signed && view.extent !== 'averaged';
  const colours = gallery.colours[signed ? 'diverging' : 'sequential'];
  return { signed, colours, steps: signed ? (colours.length - 1) / 2 : colours.length - 1 };
};

/** One path for each step of the colour map, the weak ones below. */
function heatPaths(one, map, view, gallery) {
  const { signed, colours, steps } = ecglens.heatColours(map, view, gallery);
  const paths = new Map();
  for (const strip of one.strips) {
    const size = Math.max(1, Math.floor(CELL / strip.mmPerSample + 1e-6));
    const levels = [];
    for (let sample = strip.from; sample < strip.to; sample++) {
      const heat = one.heat(map, view.extent === 'averaged', strip, sample);
      const level = Math.round((signed ? heat : Math.abs(heat)) * steps);
      const cell = Math.floor((sample - strip.from) / size);
      if (levels[cell] === undefined || Math.abs(level) > Math.abs(levels[cell])) {
        levels[cell] = level;
      }
    }
    for (let cell = 0, end; cell < levels.length; cell = end) {
      for (end = cell + 1; levels[end] === levels[cell]; end++);
      if (levels[cell] !== 0) {
        // Below a stronger neighbour too, so that no paper shines through between the two.
        const first = stronger(levels, cell - 1, cell) ? cell - 1 : cell;
        const behind = stronger(levels, end, cell) ? end + 1 : end;
        const from = strip.from + first * size;
        const to = Math.min(strip.to - 1, strip.from + behind * size);
        const path = paths.get(levels[cell]) || [];
        paths.set(levels[cell], path);
        path.push(trace(one, strip, from, to));
      }
    }
  }
  return [...paths.keys()]
    .sort((a, b) => Math.abs(a) - Math.abs(b) || a - b)
    .map((level) => svg('path', {
      d: paths.get(level).join(''),
      stroke: colours[signed ? level + steps : level],
    }));
}

function stronger(levels, neighbour, cell) {
  return Math.abs(levels[neighbour] || 0) > Math.abs(levels[cell]);
}

function trace(one, strip, from, to) {
  let d = '';
  let pen = 'M';
  for (let sample = from; sample <= to; sample++) {
    const y = one.y(strip, sample);
    if (y === null) {
      pen = 'M';
    } else {
      d += pen + fixed(one.x(strip, sample)) + ' ' + fixed(y);
      pen = 'L';
    }
  }
  return d;
}

function dots(one, points) {
  let d = '';
  for (const point of points) {
    for (const [strip, sample] of one.places(point)) {
      const y = one.y(strip, sample);
      if (y !== null) {
        d += 'M' + fixed(one.x(strip, sample)) + ' ' + fixed(y) + 'h0';
      }
    }
  }
  return d;
}

/** The picture of the data as elements; it is well-formed XML that ecglens wrote and escaped. */
function picture(one) {
  const parsed = new DOMParser().parseFromString(one.picture, 'image/svg+xml').documentElement;
  const node = document.importNode(parsed, true);
  const words = [...node.querySelectorAll('title, desc')];
  node.setAttribute('aria-label', words.map((word) => word.textContent).join('. '));
  // A title would hide the record below a tooltip.
  words.forEach((word) => word.remove());
  node.removeAttribute('width');
  node.removeAttribute('height');
  return node;
}

/** A paper: node, and what can be shown on it. */
ecglens.paper = (one, gallery) => {
  const node = picture(one);
  const full = node.getAttribute('viewBox');
  const heat = svg('g', { class: 'gallery-heat' });
  node.querySelector('.paper').after(heat);
  const rings = svg('path', { class: 'gallery-ring' });
  const marks = svg('path', { class: 'gallery-mark' });
  const latest = svg('path', { class: 'gallery-latest' });
  const name = svg('text', { class: 'gallery-name' });
  const line = svg('path', { class: 'gallery-line' });
  const dot = svg('path', { class: 'gallery-dot' });
  node.append(name, rings, marks, latest, line, dot);
  let only = null;

  return {
    node,
    width: Number(full.split(' ')[2]),

    /** Shows a map; view is {extent: all, averaged or single, lead, signed}. */
    show(map, view) {
      heat.replaceChildren(...heatPaths(one, map, view, gallery));
      only = view.extent === 'all' ? null : one.stripOf(view.lead);
      node.classList.toggle('gallery-close', Boolean(only));
      const box = only && close(one, only);
      node.setAttribute('viewBox', box ? box.map(fixed).join(' ') : full);
      name.textContent = box ? only.label : '';
      if (box) {
        name.setAttribute('x', fixed(box[0] + 0.8));
        name.setAttribute('y', fixed(box[1] + 2));
      }
    },

    /** Marks the points that are perturbed after a step, and gives how many are not on paper. */
    mark(map, step) {
      const track = map.track;
      const to = track ? track.ends[step] : 0;
      const from = track && step > 0 ? track.ends[step - 1] : 0;
      const points = track ? track.points.subarray(0, to) : [];
      const d = dots(one, points);
      rings.setAttribute('d', d);
      marks.setAttribute('d', d);
      latest.setAttribute('d', track ? dots(one, track.points.subarray(from, to)) : '');
      return [...points].filter((point) => one.places(point).length === 0).length;
    },

    /** Puts the cursor on a sample, or away. */
    point(strip, sample) {
      const y = strip ? one.y(strip, sample) : null;
      const x = strip ? fixed(one.x(strip, sample)) : 0;
      line.setAttribute('d', strip ? 'M' + x + ' ' + fixed(strip.y - strip.above) + 'V' + fixed(strip.y + strip.below) : '');
      dot.setAttribute('d', y === null ? '' : 'M' + x + ' ' + fixed(y) + 'h0');
    },

    /** The strip and sample below a pointer, or null. */
    find(event) {
      const at = new DOMPoint(event.clientX, event.clientY)
        .matrixTransform(node.getScreenCTM().inverse());
      const hit = (only ? [only] : one.strips)
        .filter((strip) => at.x >= strip.x && at.x <= one.x(strip, strip.to))
        .filter((strip) => at.y >= strip.y - strip.above && at.y <= strip.y + strip.below)[0];
      if (!hit) {
        return null;
      }
      const sample = Math.round(hit.from + (at.x - hit.x) / hit.mmPerSample);
      return { strip: hit, sample: Math.max(hit.from, Math.min(hit.to - 1, sample)) };
    },
  };
};

/** The part of the paper that a strip needs: [x, y, width, height]. */
function close(one, strip) {
  const heights = [strip.y];
  for (let sample = strip.from; sample < strip.to; sample++) {
    heights.push(one.y(strip, sample) ?? strip.y);
  }
  const top = heights.reduce((a, b) => Math.min(a, b)) - 4;
  const bottom = heights.reduce((a, b) => Math.max(a, b)) + 4;
  return [strip.x - 1, top, one.x(strip, strip.to) - strip.x + 2, bottom - top];
}
