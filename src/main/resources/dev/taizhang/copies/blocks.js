/* A block of the page: its finding as its title, its chart, its rows as a table, and both as files. */
'use strict';
const Blocks = (() => {
  const { element, name: bdi } = Drawing;
  const { all, META, say, text, word, column, cell, content, isText } = Data;
  const AT_ONCE = 15;
  const SEARCHED = 20;
  const ON_PAPER = 30;
  const [ACROSS, DOWN] = [12, 60];
  /** The column that names the unit of a row's quantities, which stands behind each of them instead. */
  const UNIT = 'quantity_unit';
  const most = {};
  let paper = false;
  /** Of a project the list shows these columns; its card shows the others as well. */
  const LISTED = ['project_name', 'light_code', 'district_name', 'total_investment', 'annual_plan_completion', 'ahead_of_time_pp', 'light_reasons', 'leader', 'responsible_unit', 'currency'];

  const title = name => say(all.blocks[name].title);
  const finding = name => (all.blocks[name].finding && !Data.narrowed(all.blocks[name]) ? say(all.blocks[name].finding) : '');

  /** A light as a shape and a word, so that it needs no colour. */
  function light(code) {
    return element('span', { class: 'light ' + code }, element('i', { 'aria-hidden': 'true' }, { green: '●', yellow: '▲', red: '◆' }[code] || '○'), ' ', word(code));
  }

  function visible(name) {
    const block = all.blocks[name];
    return block.columns.map((one, place) => place)
      .filter(place => block.columns[place][0] !== UNIT && (name !== 'project_watch' || LISTED.includes(block.columns[place][0])))
      .filter(place => !(Data.narrowed(block) && block.columns[place][1] === 'district'));
  }

  /** The column that names a row. */
  function header(name) {
    const places = visible(name);
    const named = places.find(place => isText(all.blocks[name].columns[place][1]));
    return named === undefined ? places[0] : named;
  }

  /** The unit of the amounts of a block, and what each column needs to be shown in it. */
  function amounts(name, rows) {
    const block = all.blocks[name];
    const places = block.columns.map((one, place) => place).filter(place => block.columns[place][1] === 'amount');
    const values = places.flatMap(place => [...rows, ...(block.total ? [block.total] : [])].map(row => row[META + place]).filter(value => value !== null));
    const [power, unit] = Figures.scale(values, Data.language());
    const largest = {};
    places.forEach(place => { largest[place] = Math.max(0, ...rows.map(row => Figures.size(row[META + place] || '0'))); });
    const currencies = [...new Set(rows.map(row => row[1]).filter(code => code !== ''))];
    const name_ = currencies.length > 1 ? '' : say(all.currencies[currencies[0] || all.currency] || [all.currency, all.currency]);
    return { power, largest, unit: values.length === 0 ? '' : `${unit}${name_}`.trim() + (currencies.length > 1 ? (Data.language() === 'zh' ? '，' : ', ') + word('several') : '') };
  }

  function shown(block, row, place, money) {
    const exact = row[META + place];
    if (exact === null) return '';
    const kind = block.columns[place][1];
    if (isText(kind)) return text(exact);
    if (kind === 'quantity' && column(block, UNIT) >= 0) return `${Figures.plain(kind, exact)} ${content(block, row, column(block, UNIT))}`.trim();
    return kind === 'amount' ? Figures.inScale(exact, money.power, money.largest[place]) : Figures.plain(kind, exact);
  }

  /** The column whose values stand as bars in their cells: the one that its chart draws. */
  function barred(block) {
    return ['BARS', 'LADDER'].includes(block.chart) ? column(block, block.series[0]) : -1;
  }

  /** A bar in a cell, with a mark where it has something to compare with. */
  function bar(value, largest, mark) {
    const made = element('span', { class: 'bar', 'aria-hidden': 'true' });
    const fill = element('i', { class: mark !== null && value < mark ? 'short' : '' });
    fill.style.width = `${Math.min(100, 100 * Math.abs(value) / largest)}%`;
    made.append(fill);
    if (mark !== null) {
      const line = element('b', {});
      line.style.left = `${Math.min(100, 100 * mark / largest)}%`;
      made.append(line);
    }
    return made;
  }

  function cellOf(name, block, row, place, money, scale) {
    const [columnName, kind] = block.columns[place];
    const line = kind === 'district' ? Data.scoreLine(row[0]) : undefined;
    const said = shown(block, row, place, money) || (line ? text(line.name) : '');
    const attributes = { class: kind, 'data-column': columnName, 'data-label': say(block.columns[place][2]) };
    if (row[META + place] !== null) attributes['data-value'] = isText(kind) ? said : row[META + place];
    let inside = said === '' ? '' : isText(kind) ? bdi(said) : said;
    if (kind === 'light' && said !== '') inside = light(row[META + place]);
    else if (line && said !== '') inside = element('a', { href: Data.address({ district: row[0] }) }, bdi(said));
    else if (columnName === 'project_name' && row[3] !== '' && (all.reports || {})[row[3]]) inside = element('a', { href: Data.address({ project: row[3] }) }, bdi(said));
    const heads = place === header(name) && said !== '';
    const made = element(heads ? 'th' : 'td', { ...attributes, scope: heads ? 'row' : null }, inside);
    if (place === scale.place && row[META + place] !== null && row[2] !== 'counted_again') made.append(bar(Number(row[META + place]), scale.largest, scale.mark));
    return made;
  }

  function heading(name, block, place) {
    const [columnName, kind, titles, meaning] = block.columns[place];
    const sort = Data.state().get('sort.' + name) || '';
    const sorted = sort.replace(/^-/, '') === columnName;
    const numeric = Data.NUMBERS.includes(kind);
    const next = sorted ? (sort.startsWith('-') ? columnName : '-' + columnName) : (numeric ? '-' : '') + columnName;
    return element('th', { scope: 'col', class: kind, 'data-column': columnName, title: say(meaning), 'aria-sort': sorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : null },
      element('button', { type: 'button', onclick: () => Data.go({ ['sort.' + name]: next }) }, say(titles)));
  }

  function table(name, rows, limit) {
    const block = all.blocks[name];
    const money = amounts(name, rows);
    const places = visible(name);
    const place = barred(block);
    const marks = block.mark && column(block, block.mark) >= 0 ? rows.map(row => cell(block, row, block.mark)).filter(value => value !== null).map(Number) : [];
    const values = place < 0 ? [] : rows.filter(row => row[META + place] !== null && row[2] !== 'counted_again').map(row => Math.abs(Number(row[META + place])));
    const scale = { place, mark: marks.length > 0 ? marks[0] : null, largest: Math.max(...values, ...marks, 0) || 1 };
    const body = element('tbody', {}, ...rows.slice(0, limit).map(row => element('tr', { class: row[2] === '' ? null : 'aside', 'data-district': row[0] },
      ...places.map(one => cellOf(name, block, row, one, money, scale)))));
    const made = element('table', { 'aria-label': title(name) }, element('thead', {}, element('tr', {}, ...places.map(one => heading(name, block, one)))), body);
    if (block.total && !Data.narrowed(block) && rows.length > 1) {
      made.append(element('tfoot', {}, element('tr', {}, ...places.map((one, nth) => {
        if (nth === 0) return element('th', { scope: 'row' }, word('total'));
        const exact = block.total[META + one];
        return element('td', { class: block.columns[one][1], 'data-column': block.columns[one][0], 'data-label': say(block.columns[one][2]), 'data-value': exact }, exact === null ? '' : shown(block, block.total, one, money));
      }))));
    }
    return { made, unit: money.unit };
  }

  /** The members of two dimensions with the most of what is drawn. */
  function squaresOf(name, rows) {
    const block = all.blocks[name];
    const ours = rows.filter(Charts.inCurrency);
    const [placeDown, placeAcross] = block.columns.map((one, place) => place).filter(place => isText(block.columns[place][1]));
    const value = column(block, block.series[0]);
    const key = (row, place) => row[META + place];
    const sums = new Map();
    ours.forEach(row => sums.set(key(row, placeAcross), (sums.get(key(row, placeAcross)) || 0) + Number(row[META + value] || 0)));
    const members = [...new Set(ours.map(row => key(row, placeDown)))];
    return { ours, value, placeDown, placeAcross, key, across: sums.size, down: members.length, lines: members.slice(0, DOWN),
      columns: [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one)).slice(0, ACROSS) };
  }

  /** The squares of two dimensions as a table: a row for each member of the first, a column for each of the second. */
  function heat(name, rows) {
    const block = all.blocks[name];
    const { ours, value, placeDown, placeAcross, key, columns, lines } = squaresOf(name, rows);
    const squares = new Map(ours.map(row => [key(row, placeDown) + ' ' + key(row, placeAcross), row]));
    const money = amounts(name, ours);
    const largest = Math.max(...ours.filter(row => row[2] === '').map(row => Number(row[META + value] || 0))) || 1;
    const made = element('table', { class: 'heat', 'aria-label': title(name) },
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, say(block.columns[placeDown][2])), ...columns.map(one => element('th', { scope: 'col' }, bdi(text(one)))))),
      element('tbody', {}, ...lines.map(one => element('tr', {}, element('th', { scope: 'row' }, bdi(text(one))), ...columns.map(other => {
        const row = squares.get(one + ' ' + other);
        if (!row || row[META + value] === null) return element('td', { 'data-label': text(other), class: 'amount' });
        const depth = Math.ceil(5 * Number(row[META + value]) / largest);
        return element('td', { class: 'amount shade' + Math.max(0, Math.min(5, depth)), 'data-label': text(other), 'data-value': row[META + value] }, shown(block, row, value, money));
      })))));
    return { made, unit: money.unit };
  }

  /** Saves lines of values as a file that a spreadsheet opens; a text that would be a formula is made a text. */
  function save(name, lines) {
    const quoted = value => {
      const plain = value === null || value === undefined ? '' : String(value);
      return /[",\r\n]/.test(plain) || /^[=+\-@\t]/.test(plain) && !/^-?[\d.]+$/.test(plain) ? '"' + (/^[=+\-@\t]/.test(plain) ? "'" : '') + plain.replace(/"/g, '""') + '"' : plain;
    };
    Drawing.download(new Blob(['\uFEFF' + lines.map(line => line.map(quoted).join(',') + '\r\n').join('')], { type: 'text/csv' }), `${name}-${all.asOf}.csv`);
  }

  function csv(name) {
    const block = all.blocks[name];
    save(name, [block.columns.map(one => say(one[2])), ...Data.rows(name).map(row => block.columns.map((one, place) => content(block, row, place)))]);
  }

  /** The chart of a block; a block without one has bars of its first number. */
  function drawing(name, rows, width) {
    const block = all.blocks[name];
    if (block.chart === 'TIME' && !(name === 'investment_by_month')) return Charts.time(block, width);
    if (block.chart === 'FUNNEL') return Charts.funnel(block, rows, width);
    return null;
  }

  function picture(name) {
    const block = all.blocks[name];
    const rows = Data.rows(name);
    const first = block.series && block.series.length > 0 ? block.series[0] : (block.columns.find(one => Data.NUMBERS.includes(one[1])) || [])[0];
    const drawn = name === 'investment_by_month' ? Charts.months(name, 'month_investment', 'planned_investment', 'month_investment', 720)
      : drawing(name, rows, 720) || (first ? Charts.bars(block, rows, first, 720) : null);
    if (drawn) Drawing.bitmap(drawn, finding(name) || title(name), `${document.querySelector('h1').textContent} · ${all.asOf}`, blob => Drawing.download(blob, `${name}-${all.asOf}.png`));
  }

  function tools(name) {
    return element('div', { class: 'files' }, element('button', { type: 'button', 'aria-label': `${word('download')} CSV: ${title(name)}`, onclick: () => csv(name) }, 'CSV'),
      element('button', { type: 'button', 'aria-label': `${word('download')} PNG: ${title(name)}`, onclick: () => picture(name) }, 'PNG'));
  }

  function select(name, filter, options) {
    const chosen = Data.chosen(name, filter);
    const heading = { light: word('light'), reason: word('reason') }[filter] || say(all.blocks[name].columns[column(all.blocks[name], filter)][2]);
    return element('label', {}, heading + ' ', element('select', { 'data-filter': filter, onchange: event => Data.go({ [filter + '.' + name]: event.target.value }) },
      element('option', { value: 'all', selected: chosen === '' }, word('all')),
      ...options.map(([value, said]) => element('option', { value, selected: chosen === value }, said))));
  }

  function filters(name) {
    const block = all.blocks[name];
    const selects = Data.filters(name).map(filter => {
      if (filter === 'light') return select(name, filter, ['red', 'yellow', 'green'].map(code => [code, word(code)]));
      if (filter === 'reason') {
        const lights = block.columns.map(one => one[0]).filter(one => one.endsWith('_light_code'));
        return select(name, filter, lights.map(code => [code, word(code)]));
      }
      const texts = [...new Set(block.rows.map(row => cell(block, row, filter)).filter(value => value !== null))];
      const options = texts.map(value => [Data.key(value), text(value)]).filter(one => one[0] !== '').sort((one, other) => one[1].localeCompare(other[1]));
      return options.length < 2 ? null : select(name, filter, options.slice(0, 300));
    }).filter(one => one !== null);
    if (block.chart === 'HEAT' || selects.length === 0 && block.rows.length <= SEARCHED) return null;
    const search = block.rows.length <= SEARCHED ? '' : element('label', {}, word('search') + ' ', element('input', { type: 'search', 'data-find': name, autocomplete: 'off', value: Data.state().get('find.' + name) || '',
      oninput: event => Data.go({ ['find.' + name]: event.target.value }, true) }));
    return element('div', { class: 'filters' }, search, ...selects);
  }

  function rest(name, rows, limit, redraw) {
    const block = all.blocks[name];
    const lines = [];
    const squares = block.chart === 'HEAT' ? squaresOf(name, rows) : null;
    if (squares && (squares.columns.length < squares.across || squares.lines.length < squares.down)) {
      lines.push(element('p', { class: 'cut' }, word('cutSquares', squares.lines.length, squares.down, squares.columns.length, squares.across, `${all.exports}/${name}.csv`)));
    }
    if (rows.length > limit && block.chart !== 'HEAT') lines.push(element('p', { class: 'more' }, word('more', limit, Figures.count(String(rows.length))) + ' ', element('button', { type: 'button', onclick: () => { most[name] = limit + 100; redraw(); } }, word('moreButton'))));
    if (block.rows.length < block.whole) {
      lines.push(element('p', { class: 'cut' }, name === 'project_watch'
        ? word('cutProjects', Figures.count(String(block.rows.length)), Figures.count(String(block.whole)), 'jobs/explain projects_by_district --measure total_investment')
        : word('cut', Figures.count(String(block.rows.length)), Figures.count(String(block.whole)), `${all.exports}/${name}.csv`)));
    }
    return lines;
  }

  /** Why the list of a district is longer than its number of projects in the tables. */
  function differs(name) {
    const line = Data.scoreLine(Data.district());
    if (name !== 'project_watch' || !line || all.blocks[name].rows.length < all.blocks[name].whole) return null;
    const listed = all.blocks[name].rows.filter(row => row[0] === Data.district()).length;
    const counted = line.figures.project_count;
    return counted === undefined || String(listed) === counted || !line.member ? null : element('p', { class: 'note' }, word('listDiffers', listed, counted));
  }

  /** Draws a block anew into its place. */
  function draw(place, name) {
    const block = all.blocks[name];
    const rows = Data.rows(name);
    const limit = paper ? ON_PAPER : most[name] || AT_ONCE;
    const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement : null;
    const remembered = focused && (focused.dataset.find ? '[data-find]' : focused.dataset.filter ? `[data-filter="${focused.dataset.filter}"]` : focused.closest('th') ? `th[data-column="${focused.closest('th').dataset.column}"] button` : null);
    const drawn = block.chart === 'HEAT' ? heat(name, rows) : table(name, rows, limit);
    const said = finding(name);
    const head = element('header', {}, element('h3', {}, said || title(name)), element('p', { class: 'kicker' }, ...[said ? title(name) : '', drawn.unit,
      Data.district() !== '' && !Data.byDistrict(block) ? word('wholeOnly') : ''].filter(part => part !== '').map((part, nth) => element('span', {}, (nth > 0 ? ' · ' : '') + part))), tools(name));
    const chart = drawing(name, rows, Math.min(720, place.clientWidth || 720));
    place.replaceChildren(head, ...[filters(name), differs(name), chart ? Drawing.svg(chart, said || title(name)) : null].filter(one => one !== null),
      rows.length === 0 ? element('p', { class: 'note' }, word('noneHere')) : element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title(name) }, drawn.made), ...rest(name, rows, limit, () => draw(place, name)));
    if (remembered) {
      const again = place.querySelector(remembered);
      if (again) { again.focus(); if (again.type === 'search') again.setSelectionRange(again.value.length, again.value.length); }
    }
  }

  /** Paper has room for more rows, and no button for them. */
  const onPaper = printing => { paper = printing; };

  return { draw, onPaper, save, light, bar, AT_ONCE };
})();
