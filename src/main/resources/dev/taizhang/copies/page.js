/* Language, district, order of rows, pages of long tables, search. Nothing here makes a figure: all of them stand in the tables. */
'use strict';
const Page = (() => {
  const root = document.documentElement;
  const AT_ONCE = 50;
  const listeners = [];
  const tell = () => listeners.forEach(listener => listener());
  const choice = document.getElementById('district');

  function remembered() {
    try { return localStorage.getItem('taizhang.language'); } catch (forbidden) { return null; }
  }

  function speak(language) {
    root.dataset.language = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    try { localStorage.setItem('taizhang.language', language); } catch (forbidden) { /* A page of a file may remember nothing. */ }
    document.querySelectorAll('[data-speak]').forEach(button => button.setAttribute('aria-pressed', String(button.dataset.speak === language)));
    document.querySelectorAll('option[data-zh]').forEach(option => { option.textContent = option.dataset[language]; });
    tell();
  }

  /** Shows the rows of the chosen district, of long tables the first ones only. */
  function show() {
    const district = choice ? choice.value : '';
    document.querySelectorAll('table.sortable, table.heat').forEach(table => {
      const section = table.closest('section');
      const narrowed = district !== '' && table.querySelector('tr[data-district]:not([data-district=""])') !== null;
      const most = Number(table.dataset.most || AT_ONCE);
      let matching = 0;
      for (const row of table.tBodies[0].rows) {
        const matches = !narrowed || row.dataset.district === district;
        if (matches) matching++;
        row.hidden = !matches || matching > most;
      }
      if (table.tFoot) table.tFoot.hidden = narrowed;
      more(section, table, matching, most);
    });
    tell();
  }

  function more(section, table, matching, most) {
    let line = section.querySelector('.more');
    if (matching <= most) {
      if (line) line.remove();
      return;
    }
    if (!line) {
      line = document.createElement('p');
      line.className = 'more';
      table.closest('.scroll').after(line);
    }
    line.textContent = '';
    const text = document.createElement('span');
    text.textContent = root.dataset.language === 'zh' ? `显示 ${most} / ${matching} 行` : `${most} of ${matching} rows shown`;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = root.dataset.language === 'zh' ? '再显示一些' : 'Show more';
    button.addEventListener('click', () => { table.dataset.most = String(most + 4 * AT_ONCE); show(); });
    line.append(text, button);
  }

  function text(cell) {
    const spoken = cell.querySelector('.' + root.dataset.language);
    return (spoken || cell).textContent.trim();
  }

  function compare(one, other, numeric) {
    const [a, b] = [one.dataset.value ?? '', other.dataset.value ?? ''];
    if (numeric) return Number(a) - Number(b);
    return text(one).localeCompare(text(other), root.dataset.language === 'zh' ? 'zh-Hans-CN' : 'en');
  }

  /** Puts the rows of a table in the order of a column; rows without a value stay last, whichever way it goes. */
  function sort(heading) {
    const table = heading.closest('table');
    const place = heading.cellIndex;
    const numeric = !['text', 'district', 'light', 'date'].some(kind => heading.classList.contains(kind));
    const up = heading.hasAttribute('aria-sort') ? heading.getAttribute('aria-sort') === 'descending' : !numeric;
    table.querySelectorAll('th[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
    heading.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const rows = [...table.tBodies[0].rows];
    const has = row => (row.cells[place].dataset.value ?? '') !== '';
    rows.sort((one, other) => (has(other) - has(one)) || (up ? 1 : -1) * compare(one.cells[place], other.cells[place], numeric));
    table.tBodies[0].append(...rows);
    show();
  }

  /** Finds tables of the catalogue by all words of the question. */
  function search(field) {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    let found = 0;
    document.querySelectorAll('.entry').forEach(entry => {
      const content = entry.textContent.toLowerCase();
      entry.hidden = !words.every(word => content.includes(word));
      if (!entry.hidden) found++;
    });
    document.querySelector('.found').textContent = words.length === 0 ? '' : String(found);
  }

  document.querySelectorAll('[data-speak]').forEach(button => button.addEventListener('click', () => { speak(button.dataset.speak); show(); }));
  document.querySelectorAll('table.sortable th button').forEach(button => button.addEventListener('click', () => sort(button.closest('th'))));
  document.querySelectorAll('[data-goto]').forEach(link => link.addEventListener('click', () => {
    choice.value = link.dataset.goto;
    show();
  }));
  if (choice) choice.addEventListener('change', show);
  const field = document.getElementById('search');
  if (field) field.addEventListener('input', () => search(field));
  speak(remembered() || root.dataset.language);
  show();
  return { text, changed: listener => listeners.push(listener) };
})();
