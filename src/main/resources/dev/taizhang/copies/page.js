/* The page as a whole: its language and district, the scorecard, the order of its parts, and drawing each when it is looked at. */
'use strict';
(() => {
  const { element, name: bdi } = Drawing;
  const { all, say, text, word, address } = Data;
  const root = document.documentElement;
  const main = document.querySelector('main');
  const AT_FIRST = 40;
  const places = [];
  let everyDistrict = false;

  /** A place for something that is drawn when it comes near the screen, and again when what it shows has changed. */
  const watcher = new IntersectionObserver(entries => entries.forEach(entry => {
    const place = places.find(one => one.node === entry.target);
    place.near = entry.isIntersecting;
    if (place.near && place.stale) draw(place);
  }), { rootMargin: '300px' });

  function draw(place) {
    place.stale = false;
    place.node.hidden = place.drawn(place.node) === false;
    place.node.style.minHeight = '';
  }

  function put(parent, id, classes, drawn, height = 0) {
    const node = element('section', { id, class: classes });
    node.style.minHeight = `${height}px`;
    parent.append(node);
    places.push({ node, drawn, stale: true, near: false });
    watcher.observe(node);
    return node;
  }

  // What a chosen district has to say instead of the whole

  function findings() {
    const code = Data.district();
    document.querySelectorAll('#answer .headline, #answer .lead').forEach(one => { one.hidden = code !== ''; });
    const before = document.getElementById('answer-district');
    if (before) before.remove();
    const line = Data.scoreLine(code);
    if (code === '' || !line) return;
    const said = (all.findings || {})[code] || [];
    const made = element('div', { id: 'answer-district' }, element('h2', { class: 'headline' }, said.length > 0 ? text(said[0][0]) : text(line.name)),
      element('p', {}, element('a', { href: address({ district: null }) }, word('back'))),
      element('div', { class: 'lead' }, element('ul', { class: 'said' }, ...said.slice(1).map(([position, target]) => point(text(position), target))), element('div', { class: 'cards' }, ...cards(line))));
    document.getElementById('answer').append(made);
  }

  const CARDS = ['project_count', 'total_investment', 'annual_plan_investment', 'year_to_date_investment', 'annual_plan_completion', 'signed_amount'];
  const CARD_TITLES = { project_count: WORDS.projects, total_investment: WORDS.invest, annual_plan_investment: ['年度计划投资', 'Annual plan'], year_to_date_investment: ['本年完成投资', 'Invested this year'], annual_plan_completion: ['投资完成率', 'Of the annual plan'], signed_amount: ['本年签约', 'Signed this year'] };

  function cards(line) {
    return CARDS.filter(one => line.figures[one] !== undefined).map(one => {
      const exact = line.figures[one];
      const shown = one === 'project_count' ? Figures.count(exact) : one === 'annual_plan_completion' ? Figures.percent(exact) : Figures.money(exact, all.currency, Data.language(), all.currencies);
      return element('div', { class: 'card', 'data-column': one }, element('h3', {}, say(CARD_TITLES[one])), element('p', { class: 'figure', 'data-value': exact }, shown));
    });
  }

  /** A finding with a way to its rows, if the page has them. */
  function point(said, target) {
    const there = target.startsWith('project:') ? { project: target.slice('project:'.length) } : all.blocks[target] || target === 'scorecard' ? { at: target } : null;
    return element('li', {}, there ? element('a', { href: address(there) }, said) : said);
  }

  function link(li) {
    const target = li.dataset.target;
    const there = target.startsWith('project:') ? { project: target.slice('project:'.length) } : all.blocks[target] || target === 'scorecard' ? { at: target } : null;
    if (!there) return;
    const old = li.querySelector('a');
    if (old) { old.setAttribute('href', address(there)); return; }
    const made = element('a', { href: address(there) });
    made.append(...li.childNodes);
    li.append(made);
  }

  // The scorecard

  const ratio = (line, part, whole) => (line.figures[part] === undefined || !(Number(line.figures[whole]) > 0) ? null : Number(line.figures[part]) / Number(line.figures[whole]));
  const capital = name => name.slice(0, 1).toUpperCase() + name.slice(1);
  const to = (line, target) => address({ district: line.code === '' ? null : line.code, at: target });
  const linked = (line, target, ...inside) => (all.blocks[target] ? element('a', { href: to(line, target) }, ...inside) : element('span', {}, ...inside));
  const figure = (line, name) => (line.figures[name] === undefined ? null : line.figures[name]);

  /** The unit in which the scorecard shows amounts. */
  function scoreUnit() {
    const amounts = all.scorecard.map(line => figure(line, 'total_investment')).filter(exact => exact !== null);
    const [power, unit] = Figures.scale(amounts, Data.language());
    return { power, unit: unit + say(all.currencies[all.currency] || [all.currency, all.currency]), largest: Math.max(...amounts.map(Figures.size)) };
  }

  const COLUMNS = [
    { name: 'rank', sort: line => Number(figure(line, 'rank') || 999), there: line => figure(line, 'rank') !== null, value: line => figure(line, 'rank'),
      cell: line => [figure(line, 'rank'), element('small', {}, figure(line, 'rank_move') && figure(line, 'rank_move') !== '0' ? ' ' + Figures.plain('move', figure(line, 'rank_move')).replace('+', '↑').replace('−', '↓') : '')] },
    { name: 'plan', figure: 'annual_plan_completion', sort: line => Number(figure(line, 'ahead_of_time_pp') ?? 1e9), there: line => figure(line, 'annual_plan_completion') !== null, value: line => figure(line, 'annual_plan_completion'),
      cell: line => [Figures.percent(figure(line, 'annual_plan_completion')), element('small', { 'data-value': figure(line, 'ahead_of_time_pp') }, figure(line, 'ahead_of_time_pp') === null ? '' : ' ' + Figures.points(figure(line, 'ahead_of_time_pp'))),
        Blocks.bar(Number(figure(line, 'annual_plan_completion')), Math.max(0.01, ...all.scorecard.map(one => Number(figure(one, 'annual_plan_completion') || 0)), Number(figure(line, 'time_elapsed') || 0)), figure(line, 'time_elapsed') === null ? null : Number(figure(line, 'time_elapsed')))] },
    { name: 'lights', sort: line => -Number(figure(line, 'red_count') || 0), there: line => figure(line, 'red_count') !== null, value: line => figure(line, 'red_count'),
      cell: line => [linked(line, 'project_watch', ...['red', 'yellow', 'green'].map(code => element('span', { class: 'light ' + code, 'data-column': code + '_count', 'data-value': figure(line, code + '_count') }, element('i', { 'aria-hidden': 'true' }, { red: '◆', yellow: '▲', green: '●' }[code]), figure(line, code + '_count') || '0')))] },
    { name: 'starts', sort: line => ratio(line, 'started_of_planned_count', 'planned_start_count') ?? 9, there: line => ratio(line, 'started_of_planned_count', 'planned_start_count') !== null, value: line => figure(line, 'started_of_planned_count'),
      cell: line => [linked(line, 'starts', `${figure(line, 'started_of_planned_count')}/${figure(line, 'planned_start_count')}`), Blocks.bar(ratio(line, 'started_of_planned_count', 'planned_start_count'), 1, null)] },
    { name: 'resumption', sort: line => ratio(line, 'resumed_count', 'continuing_project_count') ?? 9, there: line => ratio(line, 'resumed_count', 'continuing_project_count') !== null, value: line => figure(line, 'resumed_count'),
      cell: line => [linked(line, 'resumption', `${figure(line, 'resumed_count')}/${figure(line, 'continuing_project_count')}`), Blocks.bar(ratio(line, 'resumed_count', 'continuing_project_count'), 1, null)] },
    { name: 'signing', sort: line => Number(figure(line, 'signing_completion') ?? 9), there: line => figure(line, 'signing_completion') !== null, value: line => figure(line, 'signing_completion'),
      cell: line => [linked(line, 'signing_targets', Figures.percent(figure(line, 'signing_completion'))), Blocks.bar(Math.min(1, Number(figure(line, 'signing_completion'))), 1, null)] },
    { name: 'overdue', sort: line => -Number(figure(line, 'overdue_count') || 0), there: line => Number(figure(line, 'overdue_count') || 0) > 0, value: line => figure(line, 'overdue_count'),
      cell: line => [linked(line, 'overdue_bottlenecks', figure(line, 'overdue_count'))] },
    { name: 'late', sort: line => -Number(figure(line, 'missing_count') || 0) - Number(figure(line, 'late_count') || 0), there: line => figure(line, 'due_count') !== null, value: line => String(Number(figure(line, 'missing_count')) + Number(figure(line, 'late_count'))),
      cell: line => [Number(figure(line, 'missing_count')) + Number(figure(line, 'late_count')) === 0 ? word('lateNone') : linked(line, 'senders', word('lateSome', Number(figure(line, 'missing_count')), Number(figure(line, 'late_count'))))] },
    { name: 'projects', sort: line => -Number(figure(line, 'project_count') || 0), there: line => figure(line, 'project_count') !== null, value: line => figure(line, 'project_count'), cell: line => [Figures.count(figure(line, 'project_count'))] },
    { name: 'invest', sort: line => -Number(figure(line, 'total_investment') || 0), there: line => figure(line, 'total_investment') !== null, value: line => figure(line, 'total_investment'),
      title: () => `${word('invest')}, ${scoreUnit().unit}`,
      cell: line => [Figures.inScale(figure(line, 'total_investment'), scoreUnit().power, scoreUnit().largest),
        ...(all.scorecard.some(one => figure(one, 'annual_plan_completion') !== null) ? [] : [Blocks.bar(Number(figure(line, 'total_investment')), Math.max(...all.scorecard.map(one => Number(figure(one, 'total_investment') || 0))), null)])] },
  ];

  function scoreLines(columns) {
    const sort = Data.state().get('sort.scorecard') || '';
    const by = columns.find(one => one.name === sort.replace(/^-/, ''));
    const sign = sort.startsWith('-') ? -1 : 1;
    return by ? [...all.scorecard].sort((one, other) => (other.member - one.member) || sign * (by.sort(one) - by.sort(other))) : all.scorecard;
  }

  function scorecard(place) {
    if (all.scorecard.length < 2) return false;
    const columns = COLUMNS.filter(column => all.scorecard.some(column.there));
    const lines = scoreLines(columns);
    const shown = everyDistrict ? lines : lines.slice(0, AT_FIRST);
    const compared = all.scorecard.filter(line => line.member && figure(line, 'ahead_of_time_pp') !== null)
      .sort((one, other) => Number(figure(one, 'ahead_of_time_pp')) - Number(figure(other, 'ahead_of_time_pp')));
    const largest = [...all.scorecard].filter(line => line.member && figure(line, 'total_investment') !== null).sort((one, other) => Number(figure(other, 'total_investment')) - Number(figure(one, 'total_investment')))[0];
    const ahead = line => [text(line.name), Figures.points(figure(line, 'ahead_of_time_pp'))];
    const several = new Set(all.scorecard.filter(line => line.member).map(line => line.group)).size > 1;
    const sort = Data.state().get('sort.scorecard') || '';
    const heads = columns.map(column => {
      const sorted = sort.replace(/^-/, '') === column.name;
      return element('th', { scope: 'col', class: 'score-' + column.name, 'aria-sort': sorted ? (sort.startsWith('-') ? 'descending' : 'ascending') : null },
        element('button', { type: 'button', onclick: () => Data.go({ 'sort.scorecard': sorted && !sort.startsWith('-') ? '-' + column.name : column.name }) }, column.title ? column.title() : word(column.name)));
    });
    let group = null;
    const rows = shown.flatMap(line => {
      const cells = columns.map(column => element('td', { class: 'score-' + column.name, 'data-column': column.figure || column.name, 'data-label': column.title ? column.title() : word(column.name), 'data-value': column.there(line) ? column.value(line) : null }, ...(column.there(line) ? column.cell(line) : [])));
      const row = element('tr', { 'data-district': line.code, class: [line.member ? '' : 'aside', line.code === Data.district() ? 'chosen' : ''].join(' ').trim() || null },
        element('th', { scope: 'row' }, element('a', { href: address({ district: line.code === Data.district() ? null : line.code }) }, bdi(text(line.name)))), ...cells);
      const begins = several && sort === '' && line.member && line.group !== group && text(line.group) !== '';
      group = line.group;
      return begins ? [element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: columns.length + 1 }, bdi(text(line.group)))), row] : [row];
    });
    const tiles = Charts.tiles(Math.min(340, place.clientWidth || 340));
    const currencies = Object.keys(all.currencies).length;
    place.replaceChildren(
      element('header', {}, element('h2', {}, compared.length > 1 ? word('scoreFinding', ...ahead(compared[0]), ...ahead(compared[compared.length - 1])) : largest ? word('scoreLargest', text(largest.name), Figures.money(figure(largest, 'total_investment'), all.currency, Data.language(), all.currencies)) : word('scorecard')),
        element('p', { class: 'kicker' }, word('scorecard'), currencies > 1 ? ' · ' + word('otherCurrency', all.currency) : ''),
        element('div', { class: 'files' }, element('button', { type: 'button', 'aria-label': `${word('download')} CSV: ${word('scorecard')}`, onclick: () => Blocks.save('scorecard',
          [[capital(say(all.districtWord)), ...columns.map(column => word(column.name))], ...lines.map(line => [text(line.name), ...columns.map(column => column.value(line))])]) }, 'CSV'))),
      element('div', { class: 'scorecard' + (tiles ? ' mapped' : '') },
        element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': word('scorecard') }, element('table', { 'aria-label': word('scorecard') },
          element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, capital(say(all.districtWord))), ...heads)), element('tbody', {}, ...rows))),
        ...(tiles ? [element('figure', {}, Drawing.svg(tiles, word('map'), true), element('figcaption', {}, all.scorecard.some(line => figure(line, 'ahead_of_time_pp') !== null) ? word('map') : word('mapValue')))] : [])),
      ...(shown.length < lines.length ? [element('p', { class: 'more' }, word('more', shown.length, lines.length) + ' ', element('button', { type: 'button', onclick: () => { everyDistrict = true; scorecard(place); } }, word('moreButton')))] : []));
    return true;
  }

  // Trends

  function trends(place) {
    const width = Math.min(560, place.clientWidth || 560);
    const drawn = [['trendMonth', ['month_investment', 'planned_investment', 'month_investment']], ['trendToDate', ['year_to_date_investment', 'planned_to_date', 'year_to_date_investment']]]
      .map(([title, columns]) => [title, Charts.months('investment_by_month', ...columns, width)]).filter(one => one[1] !== null);
    if (drawn.length === 0) return false;
    place.replaceChildren(...drawn.map(([title, chart]) => element('figure', {}, element('figcaption', {}, element('b', {}, word(title)), Data.district() === '' ? '' : ' · ' + word('wholeOnly')), Drawing.svg(chart, word(title)))));
    return true;
  }

  // Parts and ways to them

  function tools() {
    const nav = document.querySelector('.tools');
    const choice = all.scorecard.length < 2 ? null : element('label', { class: 'choose' }, capital(say(all.districtWord)) + ' ', element('select', { id: 'district', onchange: event => Data.go({ district: event.target.value, at: null }) },
      element('option', { value: '' }, word('all')), ...[...all.scorecard].sort((one, other) => one.code.localeCompare(other.code)).map(line => element('option', { value: line.code, selected: line.code === Data.district() }, text(line.name)))));
    const parts = [['answer', word('answer')], ...(all.scorecard.length < 2 ? [] : [['scorecard', word('scorecard')]]), ...all.chapters.filter(one => one.blocks.length > 0).map(one => [one.name, say(one.title)])];
    nav.replaceChildren(...(choice ? [choice] : []), element('ul', {}, ...parts.map(([id, said]) => element('li', {}, element('a', { href: address({ at: id }) }, said)))));
  }

  function chapters() {
    all.chapters.forEach(chapter => { const head = document.querySelector(`#${chapter.name} > h2`); if (head) head.textContent = say(chapter.title); });
  }

  function speak() {
    const language = Data.language();
    root.dataset.language = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.querySelectorAll('[data-speak]').forEach(button => button.setAttribute('aria-pressed', String(button.dataset.speak === language)));
    document.title = document.querySelector('h1').innerText + ' · ' + all.asOf;
  }

  function show(before) {
    speak();
    document.querySelectorAll('#answer > .lead li').forEach(link);
    findings();
    tools();
    chapters();
    places.forEach(place => { place.stale = true; if (place.near) draw(place); });
    Project.follow();
    const at = Data.state().get('at');
    if (at && (!before || before.get('at') !== at || before.get('district') !== Data.state().get('district'))) reach(at);
    else if (before && before.get('district') !== Data.state().get('district') && !at) window.scrollTo(0, 0);
  }

  /** Goes to a part. What stands before it may grow while it is drawn, so the way is taken twice. */
  function reach(id) {
    const target = document.getElementById(id);
    if (!target) return;
    const place = places.find(one => one.node === target);
    if (place && place.stale) draw(place);
    target.scrollIntoView();
    requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
  }

  function build() {
    put(main, 'scorecard', 'part', scorecard, 400);
    all.chapters.filter(chapter => chapter.blocks.length > 0).forEach(chapter => {
      const part = element('section', { id: chapter.name, class: 'chapter' }, element('h2', {}, say(chapter.title)));
      main.append(part);
      if (chapter.name === 'trends') put(part, 'trend-charts', 'charts', trends, 200);
      chapter.blocks.forEach(name => put(part, name, 'block' + (name === 'project_watch' ? ' printed' : ''), place => { Blocks.draw(place, name); return true; }, 80 + 26 * Math.min(all.blocks[name].rows.length, Blocks.AT_ONCE)));
    });
  }

  document.querySelectorAll('[data-speak]').forEach(button => button.addEventListener('click', () => Data.go({ lang: button.dataset.speak })));
  // A link to where the address already is has nothing to change, but a way to go.
  document.addEventListener('click', event => {
    const followed = event.target.closest('a[href^="#"]');
    const at = Data.state().get('at');
    if (followed && at && followed.getAttribute('href') === location.hash) reach(at);
  });
  const printed = () => places.filter(place => place.node.id === 'scorecard' || place.node.id === 'project_watch').forEach(draw);
  window.addEventListener('beforeprint', () => { Blocks.onPaper(true); printed(); });
  window.addEventListener('afterprint', () => { Blocks.onPaper(false); printed(); });
  build();
  Data.changed(show);
  show(null);
})();
