// Sizes and connections over time, each as a line in a plain SVG, and in words.

import { button, bytes, count, h, moment, muted, nothing, section } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const HOUR = 3_600_000;
const RANGES = [['day', 24 * HOUR], ['week', 7 * 24 * HOUR], ['month', 31 * 24 * HOUR]];
const KINDS = [['size', 'Size', bytes], ['connections', 'Connections', count]];
const WIDTH = 600;
const HEIGHT = 120;

// what was last looked at outlives a visit of another page
let range = 'day';

export function plots(samples) {
  const kinds = KINDS.filter(([key]) => samples.some((sample) => sample[key] !== null));
  if (kinds.length === 0) {
    return section('Usage', [], nothing('Nothing is known yet. vektra server notes sizes and connections every five minutes.'));
  }
  const holder = h('div', { class: 'plots' });
  const chips = RANGES.map(([word]) => button(word, () => {
    range = word;
    put();
  }, { class: 'chip', id: `range-${word}` }));

  function put() {
    chips.forEach((chip, i) => chip.setAttribute('aria-pressed', String(RANGES[i][0] === range)));
    const length = RANGES.find(([word]) => word === range)[1];
    const start = Date.now() - length;
    const known = samples.map((sample) => ({ ...sample, time: Date.parse(sample.at) })).filter(({ time }) => time >= start);
    holder.replaceChildren(...kinds.map((kind) => plot(kind, known, start, length)));
  }

  put();
  return section('Usage', h('div', { class: 'chips', role: 'group', 'aria-label': 'Length of time' }, chips), holder);
}

function plot([key, label, shown], samples, start, length) {
  const points = samples.filter((sample) => sample[key] !== null);
  if (points.length === 0) {
    return h('figure', {}, h('figcaption', {}, h('strong', {}, label), ' ', muted(`not known in the last ${range}`)));
  }
  const values = points.map((point) => point[key]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const top = Math.max(high * 1.1, 1);
  const x = ({ time }) => ((time - start) / length) * WIDTH;
  const y = (point) => HEIGHT - (point[key] / top) * (HEIGHT - 4) - 2;
  return h('figure', {},
    h('figcaption', {}, h('strong', {}, `${label} ${shown(values[values.length - 1])}`), ' ',
      muted(low === high ? `the same in the last ${range}` : `${shown(low)} to ${shown(high)} in the last ${range}`)),
    picture(points, x, y),
    h('div', { class: 'ends', 'aria-hidden': 'true' }, moment(new Date(start).toISOString()), h('span', {}, 'now')));
}

function picture(points, x, y) {
  const svg = element('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false', class: 'plot' });
  const pieces = [];
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    if (before === undefined || point.time - before.time > patience(before.time)) {
      pieces.push([]);
    }
    pieces[pieces.length - 1].push([x(point).toFixed(1), y(point).toFixed(1)]);
  }
  for (const piece of pieces) {
    const line = `M${piece.map((at) => at.join(' ')).join('L')}`;
    svg.append(
      element('path', { class: 'area', d: `${line}L${piece[piece.length - 1][0]} ${HEIGHT}L${piece[0][0]} ${HEIGHT}Z` }),
      // one that stands alone is a dot
      element('path', { class: piece.length === 1 ? 'line dot' : 'line', d: piece.length === 1 ? `${line}h0` : line, 'vector-effect': 'non-scaling-stroke' }));
  }
  return svg;
}

/** No line leads over a time in which no server ran; older samples are further apart. */
function patience(time) {
  const age = Date.now() - time;
  return age < 25 * HOUR ? HOUR / 2 : age < 8 * 24 * HOUR ? 3 * HOUR : 19 * HOUR;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}
