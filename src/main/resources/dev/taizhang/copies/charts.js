/* The charts: months and years, stages, a map of tiles, squares of two dimensions, bars. Each is a list of shapes with its labels in it. */
'use strict';
const Charts = (() => {
  const { rect, line, path, dot, label } = Drawing;
  const { column, cell, content, META } = Data;

  const number = (block, row, name) => { const value = cell(block, row, name); return value === null ? null : Number(value); };
  const inCurrency = row => row[1] === '' || row[1] === Data.all.currency;
  const wide = text => [...text].reduce((sum, letter) => sum + (/[\u1100-\uffff]/.test(letter) ? 12 : 6.6), 0);

  function shown(block, row, name) {
    const kind = block.columns[column(block, name)][1];
    const exact = cell(block, row, name);
    if (exact === null) return '';
    return kind === 'amount' ? Figures.money(exact, row[1] || Data.all.currency, Data.language(), Data.all.currencies) : Figures.plain(kind, exact);
  }

  /** The values of a series over the same twelve months or years: columns for the first, lines for the others. */
  function series(labels, lines, width, height) {
    const alone = lines.length === 1;
    const [left, right, top, bottom] = [4, alone ? Math.max(96, wide(lines[0].texts[labels.length - 1]) + 12) : 96, 18, 22];
    const most = Math.max(...lines.flatMap(one => one.values.filter(value => value !== null)), 0);
    if (most <= 0 || labels.length < 2) return null;
    const step = (width - left - right) / labels.length;
    const y = value => top + (height - top - bottom) * (1 - value / most);
    const shapes = [line(left, height - bottom, width - right, height - bottom, 'rule')];
    const ends = [];
    lines.forEach(one => {
      const known = one.values.map((value, place) => [left + step * (place + 0.5), value === null ? null : y(value), place]).filter(point => point[1] !== null);
      if (known.length === 0) return;
      if (one.bars) known.forEach(([x, top_, place]) => shapes.push(rect(x - step * 0.34, top_, step * 0.68, height - bottom - top_, one.colour, `${labels[place]} ${one.name} ${one.texts[place]}`)));
      else {
        if (known.length > 1) shapes.push(path(known, one.colour, one.dash));
        known.forEach(([x, top_, place]) => shapes.push(dot(x, top_, one.colour, `${labels[place]} ${one.name} ${one.texts[place]}`)));
      }
      const [x, top_, place] = known[known.length - 1];
      const text = !one.bars ? one.name : alone ? one.texts[place] : `${one.name} ${one.texts[place]}`;
      const room = place > labels.length / 2;
      // The latest value of the columns stands above its column and what is near to it, or beside it, if the title alone can name
      // it; a line is named where it ends.
      const near = lines.map(other => other.values[place]).filter(value => value !== null).map(y).filter(height_ => Math.abs(top_ - height_) < 26);
      if (alone && room) ends.push({ x: x + step * 0.34 + 6, y: Math.min(top_ + 10, height - bottom - 2), text, colour: 'accent-text' });
      else ends.push(one.bars ? { x: room ? x + step * 0.34 - wide(text) : Math.max(left, x - step * 0.34), y: Math.min(...near) - 8, text, colour: 'accent-text' }
        : { x: x + (lines.some(other => other.bars && other.values[place] !== null) ? Math.max(8, step * 0.34 + 4) : 8), y: top_ + 4, text, colour: one.colour + '-text' });
    });
    // Names that would cover each other stand below each other.
    ends.sort((one, other) => one.y - other.y).forEach((end, place) => {
      ends.slice(0, place).filter(other => end.x < other.x + wide(other.text) && other.x < end.x + wide(end.text))
        .forEach(other => { end.y = Math.max(end.y, other.y + 14); });
      shapes.push({ ...label(end.x, end.y, end.text, 'start', end.colour, 600), halo: true });
    });
    labels.forEach((one, place) => { if (labels.length <= 12 || place % 2 === 0) shapes.push(label(left + step * (place + 0.5), height - 6, one, 'middle', 'soft', 400, 11)); });
    return { width, height, shapes };
  }

  /** The months of the date's plan year: one column of the table for this year, one for the plan, and this year's column a year before. */
  function months(name, invested, planned, before, width) {
    const block = Data.all.blocks[name];
    if (!block || column(block, invested) < 0) return null;
    const [year, first] = [Number(Data.all.planYear), Number(Data.all.yearStarts)];
    const of = (wanted, month, columnName) => {
      const found = block.rows.find(row => inCurrency(row) && cell(block, row, 'report_month').slice(0, 7) === `${wanted + (month < first ? 1 : 0)}-${String(month).padStart(2, '0')}`);
      return found && column(block, columnName) >= 0 ? found : null;
    };
    const all = [...Array(12).keys()].map(place => (first - 1 + place) % 12 + 1);
    const one = (name_, colour, wanted, columnName, options) => {
      const found = all.map(month => of(wanted, month, columnName));
      return { name: name_, colour, values: found.map(row => (row ? number(block, row, columnName) : null)), texts: found.map(row => (row ? shown(block, row, columnName) : '')), ...options };
    };
    return series(all.map(month => (Data.language() === 'zh' ? `${month}月` : 'JFMAMJJASOND'[month - 1])), [
      one(String(year), 'accent', year, invested, { bars: true }),
      one(Data.word('plannedLine'), 'mark', year, planned, {}),
      one(String(year - 1), 'faint', year - 1, before, { dash: '4 3' }),
    ].filter(line_ => line_.values.some(value => value !== null)), width, 220);
  }

  /** A table over time as it is: its first series as columns, the others as lines. */
  function time(block, width) {
    const rows = block.rows.filter(inCurrency).sort((one, other) => String(cell(block, one, block.label)).localeCompare(String(cell(block, other, block.label)))).slice(-15);
    const there = block.series.filter(name => column(block, name) >= 0);
    const colours = ['accent', 'mark', 'faint'];
    return series(rows.map(row => content(block, row, column(block, block.label)).slice(0, 7)), there.map((name, place) => ({
      name: Data.say(block.columns[column(block, name)][2]), colour: colours[place] || 'faint', bars: place === 0,
      values: rows.map(row => number(block, row, name)), texts: rows.map(row => shown(block, row, name)),
    })), width, 220);
  }

  /** Bars of the rows that the table shows, in its order. */
  function bars(block, rows, name, width) {
    const drawn = rows.filter(row => inCurrency(row) && cell(block, row, name) !== null).slice(0, 30);
    if (drawn.length === 0) return null;
    const names = drawn.map(row => nameOf(block, row));
    const left = Math.min(width * 0.45, Math.max(...names.map(wide)) + 10);
    const values = drawn.map(row => number(block, row, name));
    const most = Math.max(...values.map(Math.abs)) || 1;
    const space = width - left - 110;
    const shapes = drawn.flatMap((row, place) => [
      label(left - 8, place * 22 + 15, names[place], 'end'),
      rect(left, place * 22 + 4, space * Math.abs(values[place]) / most, 14, values[place] < 0 ? 'mark' : 'accent'),
      label(left + space * Math.abs(values[place]) / most + 6, place * 22 + 15, shown(block, row, name)),
    ]);
    return { width, height: drawn.length * 22 + 4, shapes };
  }

  /** What a row is called: its first texts. */
  function nameOf(block, row) {
    const places = block.columns.map((one, place) => place).filter(place => Data.isText(block.columns[place][1]) && block.columns[place][0] !== 'currency').slice(0, 2);
    const parts = places.map(place => content(block, row, place)).filter(part => part !== '');
    return (parts.length === 0 ? content(block, row, 0) : parts.join(' · ')).slice(0, 40);
  }

  function funnel(block, rows, width) {
    const there = block.series.filter(name => column(block, name) >= 0);
    const sums = there.map(name => rows.filter(inCurrency).reduce((sum, row) => sum + (number(block, row, name) || 0), 0));
    if (sums.length === 0 || sums[0] <= 0) return null;
    const names = there.map(name => Data.say(block.columns[column(block, name)][2]));
    const left = Math.max(...names.map(wide)) + 10;
    const space = width - left - 110;
    return { width, height: there.length * 26 + 4, shapes: there.flatMap((name, place) => [
      label(left - 8, place * 26 + 17, names[place], 'end'),
      rect(left, place * 26 + 4, space * sums[place] / Math.max(...sums), 18, 'accent'),
      label(left + space * sums[place] / Math.max(...sums) + 6, place * 26 + 17, `${Figures.count(String(sums[place]))} · ${Figures.percent(String(sums[place] / sums[0]))}`),
    ]) };
  }

  /** A name, its first word or as much of it as there is room for. */
  function fitting(name, width) {
    const first = wide(name) <= width ? name : /^[\x20-\u024f]*$/.test(name) ? name.split(' ')[0] : name;
    if (wide(first) <= width) return first;
    let cut = first;
    while (cut.length > 1 && wide(cut + '…') > width) cut = cut.slice(0, -1);
    return cut + '…';
  }

  /** The districts at their places, coloured by how far they are ahead of time, or by their size where nobody reports progress. */
  function tiles(width) {
    const placed = Data.all.scorecard.filter(one => Data.all.tiles && Data.all.tiles[one.code]);
    if (placed.length < 2) return null;
    const by = placed.some(one => one.figures.ahead_of_time_pp !== undefined) ? 'ahead_of_time_pp' : 'total_investment';
    const [rows, columns] = [0, 1].map(axis => Math.max(...placed.map(one => Data.all.tiles[one.code][axis])));
    const [tall, broad] = [54, width / columns];
    const most = Math.max(...placed.map(one => Figures.size(one.figures[by] || '0'))) || 1;
    const shapes = placed.flatMap(one => {
      const [y, x] = Data.all.tiles[one.code].map(place => place - 1);
      const exact = one.figures[by];
      const depth = exact === undefined ? 0 : Math.min(4, Math.ceil(4 * Figures.size(exact) / most));
      const text = exact === undefined ? '—' : by === 'ahead_of_time_pp' ? Figures.points(exact) : Figures.money(exact, Data.all.currency, Data.language(), Data.all.currencies);
      const name = Data.text(one.name);
      const short = fitting(name, broad - 8);
      const strong = depth >= 3;
      return [
        { ...rect(x * broad + 1, y * tall + 1, broad - 2, tall - 2, depth === 0 ? 'hair' : (exact.startsWith('-') ? 'behind' : 'ahead') + depth, `${name} ${text}`), href: Data.address({ district: one.code }) },
        label(x * broad + broad / 2, y * tall + 24, short, 'middle', strong ? 'paper' : 'ink', 600, 11),
        label(x * broad + broad / 2, y * tall + 41, text, 'middle', strong ? 'paper' : 'ink', 400, 11),
      ];
    });
    return { width, height: rows * tall, shapes };
  }

  return { months, time, bars, funnel, tiles, inCurrency, nameOf, number };
})();
