/* The data of the page, the state that its address holds, and what both mean for a block: its rows, narrowed, searched and sorted. */
'use strict';
const Data = (() => {
  const all = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  root.dataset.opens = root.dataset.language;
  const META = 4;
  const listeners = [];
  const NUMBERS = ['amount', 'fraction', 'points', 'count', 'move', 'decimal', 'quantity', 'year'];
  const LIGHTS = { red: 0, yellow: 1, green: 2 };
  let seen = location.hash;
  let state = new URLSearchParams(location.hash.slice(1));

  const language = () => (root.dataset.both === 'yes' && ['zh', 'en'].includes(state.get('lang')) ? state.get('lang') : root.dataset.opens);
  const say = pair => (Array.isArray(pair) ? pair[language() === 'zh' ? 0 : 1] : pair);
  const text = position => say(all.texts[position]);
  const word = (name, ...values) => say(typeof WORDS[name] === 'function' ? WORDS[name](...values) : WORDS[name]);
  const district = () => state.get('district') || '';
  const scoreLine = code => all.scorecard.find(line => line.code === code);

  /** The address of the page with some of its state changed; null removes a part of it. */
  function address(changes) {
    const next = new URLSearchParams(state);
    Object.entries(changes).forEach(([key, value]) => (value === null || value === '' ? next.delete(key) : next.set(key, value)));
    return '#' + next.toString();
  }

  function go(changes, replace = false) {
    const target = address(changes);
    if (target === location.hash || (target === '#' && location.hash === '')) return;
    if (replace) history.replaceState(null, '', target); else history.pushState(null, '', target);
    read();
  }

  /** A link tells its change twice, as a new address and as a step of the history. */
  function read() {
    if (location.hash === seen) return;
    seen = location.hash;
    const before = state;
    state = new URLSearchParams(location.hash.slice(1));
    listeners.forEach(listener => listener(before));
  }

  window.addEventListener('hashchange', read);
  window.addEventListener('popstate', read);

  const column = (block, name) => block.columns.findIndex(one => one[0] === name);
  const cell = (block, row, name) => { const place = column(block, name); return place < 0 ? null : row[META + place]; };
  const isText = kind => kind === 'text' || kind === 'district';
  const content = (block, row, place) => { const value = row[META + place]; return value === null ? '' : isText(block.columns[place][1]) ? text(value) : value; };
  const byDistrict = block => block.rows.some(row => row[0] !== '');

  /** Whether the chosen district narrows a block. */
  const narrowed = block => district() !== '' && byDistrict(block);

  function compare(block, place, up) {
    const kind = block.columns[place][1];
    const numeric = NUMBERS.includes(kind);
    const order = kind === 'light' && LIGHTS;
    return (one, other) => {
      const [a, b] = [one[META + place], other[META + place]];
      if (a === null || b === null) return (a === null) - (b === null);
      const sign = up ? 1 : -1;
      if (numeric) return sign * (Number(a) - Number(b));
      if (order) return sign * (order[a] - order[b]);
      return sign * content(block, one, place).localeCompare(content(block, other, place), language() === 'zh' ? 'zh-Hans-CN' : 'en');
    };
  }

  /** The rows of a block as the address asks for them. */
  function rows(name) {
    const block = all.blocks[name];
    let shown = narrowed(block) ? block.rows.filter(row => row[0] === district()) : block.rows;
    const words = (state.get('find.' + name) || '').toLowerCase().split(/\s+/).filter(part => part !== '');
    if (words.length > 0) {
      shown = shown.filter(row => {
        const said = (row[3] + ' ' + block.columns.map((one, place) => content(block, row, place)).join(' ')).toLowerCase();
        return words.every(part => said.includes(part));
      });
    }
    filters(name).forEach(filter => {
      const wanted = chosen(name, filter);
      if (wanted !== '') shown = shown.filter(row => matches(block, row, filter, wanted));
    });
    const sort = state.get('sort.' + name);
    // Of months and years the newest stand first, of everything else what its finding says first.
    const order = sort || (block.chart === 'TIME' ? '-' + block.label : block.order);
    const place = order ? column(block, order.replace(/^-/, '')) : -1;
    if (place >= 0) {
      const by = compare(block, place, !order.startsWith('-'));
      shown = [...shown].sort((one, other) => (sort ? 0 : (one[2] !== '') - (other[2] !== '')) || by(one, other));
    }
    return shown;
  }

  /** By what a block can be narrowed: projects by light and reason, everything by leader and department. */
  function filters(name) {
    const block = all.blocks[name];
    const there = ['leader', 'department', 'responsible_unit'].filter(one => column(block, one) >= 0);
    return name === 'project_watch' ? ['light', 'reason', ...there].filter(one => one !== 'light' && one !== 'reason' || column(block, 'light_code') >= 0) : there;
  }

  /** The wanted value of a filter; of projects the red ones are wanted, unless there are none. */
  function chosen(name, filter) {
    const asked = state.get(filter + '.' + name);
    if (asked !== null) return asked === 'all' ? '' : asked;
    const block = all.blocks[name];
    return filter === 'light' && block.rows.some(row => cell(block, row, 'light_code') === 'red') && !state.get('find.' + name) ? 'red' : '';
  }

  function matches(block, row, filter, wanted) {
    if (filter === 'light') return cell(block, row, 'light_code') === wanted;
    if (filter === 'reason') return ['red', 'yellow'].includes(cell(block, row, wanted));
    const value = cell(block, row, filter);
    return value !== null && key(value) === wanted;
  }

  /** A text in the form that is the same in every language of the page, for the address. */
  function key(position) {
    const one = all.texts[position];
    return Array.isArray(one) ? one[0] : one;
  }

  return { all, META, NUMBERS, language, say, text, word, district, scoreLine, address, go, rows, filters, chosen, column, cell, key, isText,
    content, byDistrict, narrowed, state: () => state, changed: listener => listeners.push(listener) };
})();
