// Charts: one look for all, methods with one colour, dash and mark over the whole page.
const { el } = ecglens;

const SOLID = [];
const DASHED = [6, 3];
const DOTTED = [2, 2];

/** Colours are set in page.css, apart for light and dark; relatives differ in dash and mark. */
const STYLES = {
  'saliency': [1, SOLID, 'circle'],
  'input-x-gradient': [2, DASHED, 'rect'],
  'deconvolution': [3, DOTTED, 'triangle'],
  'guided-backprop': [4, DASHED, 'diamond'],
  'integrated-gradients': [5, SOLID, 'rect'],
  'gradient-shap': [6, DASHED, 'circle'],
  'idgi': [5, DOTTED, 'diamond'],
  'expected-gradients': [6, SOLID, 'rect'],
  'smoothgrad': [7, SOLID, 'triangle'],
  'smoothgrad-squared': [7, DASHED, 'rect'],
  'vargrad': [7, DOTTED, 'diamond'],
  'deeplift': [8, SOLID, 'diamond'],
  'deeplift-shap': [8, DASHED, 'triangle'],
  'lrp': [4, SOLID, 'rect'],
  'grad-cam': [9, DOTTED, 'rect'],
  'guided-grad-cam': [10, DOTTED, 'circle'],
  'grad-cam-plus-plus': [9, SOLID, 'circle'],
  'layer-cam': [9, DASHED, 'diamond'],
  'lead-grad-cam': [10, SOLID, 'rect'],
  'score-cam': [9, SOLID, 'triangle'],
  'occlusion': [1, DASHED, 'diamond'],
  'feature-ablation': [3, SOLID, 'rect'],
  'rise': [5, DOTTED, 'triangle'],
  'lime': [7, DASHED, 'circle'],
  'kernel-shap': [9, SOLID, 'diamond'],
  'random': [11, DASHED, 'triangle'],
  'random order': [12, [4, 4], 'none'],
};
const MARKS = ['circle', 'rect', 'triangle', 'diamond'];

/** Look of a method: {variable, colour, dash, symbol}. */
ecglens.style = (name) => {
  let style = Object.hasOwn(STYLES, name) ? STYLES[name] : null;
  if (!style) {
    // A method that this page does not know looks the same everywhere all the same.
    const number = [...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 9973, 7);
    style = [1 + (number % 10), [1, 3], MARKS[number % 4]];
  }
  const variable = '--m' + style[0];
  return { variable, colour: colour(variable), dash: style[1], symbol: style[2] };
};

function colour(variable) {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
}

/** Colours of the theme. */
ecglens.colours = () => ({
  text: colour('--text'),
  muted: colour('--muted'),
  line: colour('--line'),
  page: colour('--page'),
  surface: colour('--surface'),
  accent: colour('--accent'),
  good: colour('--good'),
  bad: colour('--bad'),
  low: colour('--heat-low'),
  middle: colour('--heat-middle'),
  high: colour('--heat-high'),
});

const drawn = new Map();

/**
 * Adds a chart.
 *
 * @param id a chart that is added under the same one takes its place
 * @param label what it shows, for those who do not see it
 * @param height in pixels, or a function of the width
 * @param option (colours, width) to the option of ECharts
 * @return a function that draws it anew
 */
ecglens.chart = (container, id, label, height, option) => {
  if (drawn.has(id)) {
    drawn.get(id).remove();
  }
  const box = el('div', { class: 'chart', role: 'img', 'aria-label': label });
  container.append(box);
  let chart = null;
  let size = 0;
  const draw = (width) => {
    size = width || box.clientWidth || 700;
    const tall = typeof height === 'function' ? height(size) : height;
    box.style.height = tall + 'px';
    if (!chart) {
      chart = echarts.init(box, null, { renderer: 'svg', width: size, height: tall });
    } else {
      chart.resize({ width: size, height: tall });
    }
    const colours = ecglens.colours();
    chart.setOption({ ...base(colours, label), ...option(colours, size) }, { notMerge: true });
  };
  const observer = new ResizeObserver(() => {
    if (box.clientWidth && box.clientWidth !== size && !document.documentElement.dataset.printing) {
      draw();
    }
  });
  observer.observe(box);
  drawn.set(id, {
    draw,
    remove: () => {
      observer.disconnect();
      chart.dispose();
      drawn.delete(id);
    },
  });
  draw();
  return draw;
};

/** Draws all charts anew, in another theme or at another width. */
ecglens.redraw = (width) => drawn.forEach((chart) => chart.draw(width));

function base(colours, label) {
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    textStyle: { fontFamily: 'inherit', color: colours.text },
    tooltip: tooltip(colours),
  };
}

function tooltip(colours) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.page,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 13 },
  };
}

/** A tooltip whose content is a node, never markup: rows are [text, value, method or null]. */
ecglens.tip = (colours, trigger, content) => ({
  ...tooltip(colours),
  trigger,
  formatter: (found) => {
    const { title, rows } = content(found);
    return el('div', { class: 'tip' }, el('b', null, title),
      el('table', null, rows.map(([text, value, method]) =>
        el('tr', null, el('td', null, method ? ecglens.swatch(method) : null, text), el('td', { class: 'number' }, value)))));
  },
});

/** A number on an axis, whole: ticks are round, and neighbours may differ in their last digit alone. */
ecglens.tick = (value) => {
  const round = Number(value.toPrecision(8));
  const size = Math.abs(round);
  return size === 0 || (size >= 1e-4 && size < 1e6)
    ? String(round).replace('-', '−')
    : ecglens.power(round.toExponential());
};

/** Where a chart with a rising axis stands: there is room for its labels however long they are. */
ecglens.grid = (right) => ({ left: 16, right, top: 34, bottom: 30, containLabel: true });

/** A rising value axis, with its name on top of it, where no label is. */
ecglens.rising = (colours, name, more) => ecglens.axis(colours, name, {
  nameLocation: 'end',
  nameGap: 12,
  nameTextStyle: { color: colours.muted, fontSize: 13, align: 'left' },
  ...more,
});

/** A value axis. */
ecglens.axis = (colours, name, more) => ({
  type: 'value',
  name,
  nameLocation: 'middle',
  nameGap: 30,
  nameTextStyle: { color: colours.muted, fontSize: 13 },
  axisLabel: { color: colours.muted, formatter: typeof more === 'object' && more.type === 'category' ? undefined : (v) => ecglens.tick(v) },
  axisLine: { show: true, lineStyle: { color: colours.line } },
  axisTick: { lineStyle: { color: colours.line } },
  splitLine: { lineStyle: { color: colours.line, opacity: 0.5 } },
  ...more,
});

/** The line of a method over points [x, y]. */
ecglens.line = (name, data, more) => {
  const style = ecglens.style(name);
  return {
    name,
    type: 'line',
    data,
    symbol: style.symbol,
    symbolSize: 7,
    color: style.colour,
    lineStyle: { width: 2, type: style.dash.length ? style.dash : 'solid', color: style.colour },
    emphasis: { focus: 'series', lineStyle: { width: 3 } },
    blur: { lineStyle: { opacity: 0.15 }, itemStyle: { opacity: 0.15 } },
    ...more,
  };
};

/** The band between two lines over points [x, low, high]. */
ecglens.band = (name, data, opacity) => ({
  name,
  type: 'custom',
  data,
  silent: true,
  z: 1,
  clip: true,
  encode: { x: 0, y: [1, 2] },
  renderItem: (params, api) => {
    if (params.dataIndex !== 0) {
      return null;
    }
    const low = data.map((row) => api.coord([row[0], row[1]]));
    const high = data.map((row) => api.coord([row[0], row[2]])).reverse();
    return {
      type: 'polygon',
      shape: { points: low.concat(high) },
      style: { fill: ecglens.style(name).colour, opacity },
    };
  },
});

/**
 * Names at the right end of lines, moved apart where they would cover each other.
 *
 * @param ends [name, x, y]
 */
ecglens.names = (colours, ends) => ({
  name: 'names',
  type: 'custom',
  silent: true,
  clip: false,
  data: [[0, 0]],
  encode: { x: -1, y: -1 },
  tooltip: { show: false },
  renderItem: (params, api) => {
    const pitch = 15;
    const labels = ends.map(([name, x, y]) => ({ name, at: api.coord([x, y]) })).sort((a, b) => a.at[1] - b.at[1]);
    labels.forEach((label, i) => {
      label.y = Math.max(label.at[1], i ? labels[i - 1].y + pitch : 0);
    });
    let lowest = params.coordSys.y + params.coordSys.height;
    for (const label of [...labels].reverse()) {
      label.y = Math.min(label.y, lowest);
      lowest = label.y - pitch;
    }
    return {
      type: 'group',
      children: labels.flatMap(({ name, at, y }) => [
        {
          type: 'polyline',
          shape: { points: [[at[0] + 6, at[1]], [at[0] + 16, y]] },
          style: { stroke: ecglens.style(name).colour, lineWidth: 1, fill: null },
        },
        { type: 'text', style: { text: name, x: at[0] + 20, y, textVerticalAlign: 'middle', font: '12px system-ui, sans-serif', fill: colours.text } },
      ]),
    };
  },
});

/**
 * A matrix of values with colours.
 *
 * @param names {columns, rows, upright}: the first row stands on top; upright columns always are
 * @param cells [column, row, value] by index
 * @param scale {min, max, diverging, text(value)}
 */
ecglens.matrix = (colours, width, names, cells, scale) => {
  const left = Math.min(170, Math.max(...names.rows.map((name) => name.length)) * 7 + 14);
  const rotated = names.upright || (width - left) / names.columns.length < 34;
  const longest = Math.max(...names.columns.map((name) => name.length));
  const label = { color: colours.text, fontSize: 12, interval: 0 };
  return {
    grid: { left, right: 8, top: rotated ? longest * 7 + 14 : 34, bottom: 8 },
    xAxis: {
      type: 'category', data: names.columns, position: 'top',
      axisLabel: { ...label, rotate: rotated ? 90 : 0 },
      axisLine: { show: false }, axisTick: { show: false },
    },
    yAxis: {
      type: 'category', data: names.rows, inverse: true, axisLabel: label,
      axisLine: { show: false }, axisTick: { show: false },
    },
    visualMap: {
      show: false, min: scale.min, max: scale.max, dimension: 2,
      inRange: {
        color: scale.diverging
          ? [colours.low, colours.middle, colours.high]
          : [colours.middle, colours.high],
      },
    },
    tooltip: ecglens.tip(colours, 'item', (cell) => ({
      title: names.rows[cell.value[1]] + ' – ' + names.columns[cell.value[0]],
      rows: [['', scale.text(cell.value[2]), null]],
    })),
    series: [{
      type: 'heatmap',
      data: cells.map((cell) => ({
        value: cell,
        label: { color: ink(cell[2], scale, colours) },
      })),
      itemStyle: { borderColor: colours.page, borderWidth: 1 },
      label: { show: (width - left) / names.columns.length >= 34, fontSize: 11, formatter: (cell) => scale.text(cell.value[2]) },
      emphasis: { itemStyle: { borderColor: colours.text, borderWidth: 1 } },
    }],
  };
};

/** The better readable colour of text on a cell. */
function ink(value, scale, colours) {
  const middle = scale.diverging ? (scale.min + scale.max) / 2 : scale.min;
  const strength = Math.min(1, Math.abs(value - middle) / (scale.max - middle));
  const [from, to] = [colours.middle, value < middle ? colours.low : colours.high].map(channels);
  const cell = luminance(from.map((c, i) => c + (to[i] - c) * strength));
  const contrast = (other) => {
    const two = luminance(channels(other));
    return (Math.max(cell, two) + 0.05) / (Math.min(cell, two) + 0.05);
  };
  return contrast(colours.text) >= contrast(colours.page) ? colours.text : colours.page;
}

function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** Relative luminance as in WCAG. */
function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Whiskers from low to high at [x, low, high], or lying at [y, low, high]. */
ecglens.whiskers = (data, upright, colourOf) => ({
  type: 'custom',
  data,
  silent: true,
  z: 1,
  encode: upright ? { x: 0, y: [1, 2] } : { y: 0, x: [1, 2] },
  renderItem: (params, api) => {
    const row = data[params.dataIndex];
    const at = (value) => api.coord(upright ? [row[0], value] : [value, row[0]]);
    const [low, high] = [at(row[1]), at(row[2])];
    const style = { stroke: colourOf(params.dataIndex), lineWidth: 2, fill: null };
    const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
    const cap = upright ? [4, 0] : [0, 4];
    return {
      type: 'group',
      children: [
        line(low[0], low[1], high[0], high[1]),
        ...[low, high].map((end) =>
          line(end[0] - cap[0], end[1] - cap[1], end[0] + cap[0], end[1] + cap[1])),
      ],
    };
  },
});
