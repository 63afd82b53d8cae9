// What the network says while the most relevant points of a record are perturbed step by step.
const { el } = ecglens;
const PACE = 150;

/**
 * Slider, numbers and chart below two papers.
 *
 * @param one the case
 * @param shown methods by side
 * @param sides by side: map() and paper
 */
ecglens.perturbation = (one, shown, sides) => {
  const names = Object.keys(shown);
  const tracks = () => sides.map((side) => side.map().track);
  if (one.maps.every((map) => map.track === null)) {
    return { node: el('div'), draw: () => {} };
  }
  const unit = one.unit ? ' ' + one.unit : '';
  const last = Math.max(...one.maps.map((map) => (map.track ? map.track.ends.length - 1 : 0)));
  let step = 0;
  let timer = null;
  let redraw = null;
  let drawnFor = '';

  const output = el('output', { for: 'gallery-slider', class: 'gallery-step' });
  const values = names.map((name) => el('p', { class: 'gallery-prediction', id: 'gallery-prediction-' + name }));
  const slider = el('input', {
    type: 'range', id: 'gallery-slider', min: 0, max: last, step: 1, value: 0,
    oninput: () => {
      stop();
      go(Number(slider.value));
    },
  });
  const play = el('button', { type: 'button', class: 'gallery-play', onclick: () => (timer ? stop() : start()) }, 'Play');
  const chart = el('div', { class: 'gallery-chart' });

  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = 'Play';
  };
  const start = () => {
    play.textContent = 'Pause';
    if (step === last) {
      go(0);
    }
    timer = setInterval(() => {
      // Another record may be open meanwhile.
      if (step === last || !slider.isConnected) {
        stop();
      } else {
        go(step + 1);
      }
    }, PACE);
  };
  const go = (to) => {
    step = to;
    slider.value = String(step);
    draw();
  };
  const at = (track) => Math.min(step, track.ends.length - 1);
  const draw = () => {
    const said = tracks().map((track, i) => {
      if (!track) {
        sides[i].paper.mark(sides[i].map(), 0);
        values[i].replaceChildren(shown[names[i]] + ': its points could not be ranked.');
        return shown[names[i]] + ' not perturbed';
      }
      const hidden = sides[i].paper.mark(sides[i].map(), at(track));
      const now = track.predictions[at(track)];
      const text = now === null ? 'no value' : ecglens.digits(now) + unit;
      const moved = now === null ? '' : ' (' + ecglens.plus(now - track.predictions[0]) + unit + ')';
      values[i].replaceChildren(
        ecglens.swatch(shown[names[i]]), ' ' + shown[names[i]] + ' ',
        el('b', null, text), moved,
        hidden > 0 ? el('small', null, ' ' + hidden + ' perturbed points are not on the paper') : '');
      return shown[names[i]] + ' ' + text;
    });
    const track = tracks().find((each) => each);
    const points = track ? track.ends[at(track)] : 0;
    output.textContent = 'step ' + step + ' of ' + last + ', ' + points + (points === 1 ? ' point' : ' points');
    slider.setAttribute('aria-valuetext', 'step ' + step + ': ' + said.join(', '));
    drawChart();
  };
  const drawChart = () => {
    if (!chart.isConnected) {
      return;
    }
    const pair = names.map((name) => shown[name]).join(' and ');
    if (drawnFor === pair) {
      redraw();
      return;
    }
    drawnFor = pair;
    chart.replaceChildren();
    redraw = ecglens.chart(chart, 'gallery-steps',
      'Prediction of ' + one.target + ' while points are perturbed, by ' + pair, 240,
      (colours) => option(one, tracks(), names.map((name) => shown[name]), step, colours));
  };

  return {
    draw,
    node: el('div', { class: 'gallery-steps' },
      el('h3', null, 'Perturb the most relevant points'),
      el('p', { class: 'hint' },
        'Point after point, in the order of a method, is perturbed (' + ecglens.data.verdict.operators[0] +
        '). The faster the prediction moves, the better the method has found what the network looks at.'),
      el('div', { class: 'gallery-slider' }, play, el('label', { for: 'gallery-slider' }, 'Step'), slider, output),
      el('div', { class: 'gallery-predictions' }, values),
      chart),
  };
};

function option(one, tracks, methods, step, colours) {
  const series = [];
  tracks.forEach((track, i) => {
    // The same method on both sides is one line.
    if (track && methods.indexOf(methods[i]) === i) {
      const now = Math.min(step, track.ends.length - 1);
      series.push(ecglens.line(methods[i], track.ends.map((end, k) => [end, track.predictions[k]]), {
        showSymbol: false,
        markPoint: {
          symbol: 'circle', symbolSize: 11, label: { show: false }, animation: false,
          data: track.predictions[now] === null ? [] : [{ coord: [track.ends[now], track.predictions[now]] }],
        },
      }));
    }
  });
  if (series.length > 0 && one.label !== null) {
    series[0].markLine = {
      silent: true, symbol: 'none', animation: false,
      lineStyle: { color: colours.muted, type: 'dashed' },
      label: { formatter: 'measured', position: 'insideEndTop', color: colours.muted },
      data: [{ yAxis: one.label }],
    };
  }
  const unit = one.unit ? ', ' + one.unit : '';
  return {
    grid: ecglens.grid(16),
    xAxis: ecglens.axis(colours, 'points perturbed', {}),
    yAxis: ecglens.rising(colours, one.target + unit, { scale: true }),
    series,
    tooltip: ecglens.tip(colours, 'axis', (found) => ({
      title: found[0].value[0] + ' points',
      rows: found.map((each) => [each.seriesName, ecglens.digits(each.value[1]) + unit.replace(', ', ' '), each.seriesName]),
    })),
  };
}
