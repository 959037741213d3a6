'use strict';
// 读取每晚导出的 CSV，不需要构建；复制本文件夹后可自行修改。
// Reads the CSV files of the last run; there is nothing to build. Copy this folder and change it as you like.
// 地址 Address: ?data=<exports 的位置 place of exports>#district=…&project=…&currency=…

const DATA = new URLSearchParams(location.search).get('data') ?? '../exports/';
const UNITS = {CNY: [['亿元 (100 million yuan)', 1e8], ['万元 (10,000 yuan)', 1e4]]};
const OTHER_UNITS = [['million', 1e6], ['thousand', 1e3]];
const byId = id => document.getElementById(id);

/** The rows of a CSV file as objects. */
function parsed(text) {
  const rows = [];
  let row = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  text = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error('CSV');
    // An apostrophe guards texts that Excel would read as formulas.
    row.push((found[1]?.replaceAll('""', '"') ?? found[2]).replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''));
    if (found[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  const [header, ...records] = rows;
  return records.map(record => Object.fromEntries(header.map((name, index) => [name, record[index]])));
}

async function fetched(file) {
  const answer = await fetch(DATA + file, {cache: 'no-cache'}).catch(() => null);
  if (!answer?.ok) {
    throw new Error(`无法读取 ${DATA}${file}。请用网页服务器发布 exports 文件夹，并用 ?data= 写明其位置（见 docs/bi.md）。`
      + ` ${DATA}${file} cannot be read. Serve the folder exports by a web server, and name its place by ?data= (docs/bi.md).`);
  }
  return answer;
}

function element(name, attributes, ...content) {
  const svg = ['svg', 'line', 'polyline', 'circle', 'text', 'title'].includes(name);
  const made = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...content);
  return made;
}

const named = row => row.district_name === row.district_name_en || !row.district_name_en
  ? row.district_name : `${row.district_name} ${row.district_name_en}`;
const number = (value, decimals) => value.toLocaleString('en', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});

/** Months in order, each with what it adds and the sums to date; null where nothing was ever stated. */
function curve(rows) {
  const months = new Map();
  for (const row of rows) {
    const month = months.get(row.report_month) ?? {plan: null, invested: null};
    if (row.planned_added !== '') month.plan += Number(row.planned_added);
    if (row.investment_added !== '') month.invested += Number(row.investment_added);
    months.set(row.report_month, month);
  }
  const to = {plan: null, invested: null};
  return [...months.entries()].sort().map(([month, added]) => {
    for (const kind of ['plan', 'invested']) if (added[kind] !== null) to[kind] += added[kind];
    return {month, added, toDate: {...to}};
  });
}

function step(most) {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  return [1, 2, 5, 10].map(factor => factor * power).find(one => most / one <= 5);
}

function chart(months, unit) {
  const [width, height, left, right, bottom] = [900, 360, 64, 120, 28];
  const at = month => Date.parse(month);
  const [first, last] = [at(months[0].month), at(months.at(-1).month)];
  const most = Math.max(...months.flatMap(one => [one.toDate.plan ?? 0, one.toDate.invested ?? 0]), 0) / unit || 1;
  const x = month => left + (last === first ? 0.5 : (at(month) - first) / (last - first)) * (width - left - right);
  const y = value => height - bottom - value / unit / most * (height - bottom - 16);
  const svg = element('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': 'finding'});
  const tick = step(most);
  for (let index = 0; index * tick <= most; index++) {
    const line = y(index * tick * unit);
    svg.append(element('line', {class: 'grid', x1: left, x2: width - right, y1: line, y2: line}),
      element('text', {x: left - 8, y: line + 4, 'text-anchor': 'end'}, String(Number((index * tick).toPrecision(6)))));
  }
  const every = Math.ceil(months.length / 9);
  months.filter((_, index) => index % every === 0).forEach(one =>
    svg.append(element('text', {x: x(one.month), y: height - 6, 'text-anchor': 'middle'}, one.month.slice(0, 7))));
  const ends = [];
  for (const [kind, title] of [['plan', '累计计划 Plan'], ['invested', '累计完成 Invested']]) {
    const known = months.filter(one => one.toDate[kind] !== null);
    if (known.length === 0) continue;
    svg.append(element('polyline', {class: kind, points: known.map(one => `${x(one.month)},${y(one.toDate[kind])}`).join(' ')}));
    known.forEach(one => svg.append(element('circle', {class: kind, cx: x(one.month), cy: y(one.toDate[kind]), r: 3.5},
      element('title', {}, `${one.month.slice(0, 7)} ${title}: ${number(one.toDate[kind] / unit, 2)}`))));
    ends.push({kind, title, y: y(known.at(-1).toDate[kind]) + 4});
  }
  // Two labels beside one another would lie over one another.
  if (ends.length === 2 && Math.abs(ends[0].y - ends[1].y) < 16) {
    ends.sort((one, other) => one.y - other.y)[1].y = ends[0].y + 16;
  }
  ends.forEach(end => svg.append(element('text', {class: end.kind, x: width - right + 10, y: end.y}, end.title)));
  return svg;
}

function options(select, values, chosen) {
  select.replaceChildren(...values.map(([value, title]) => element('option', {value}, title)));
  select.value = values.some(([value]) => value === chosen) ? chosen : values[0][0];
}

function unitOf(currency, most) {
  const units = UNITS[currency] ?? OTHER_UNITS.map(([name, size]) => [`${currency} ${name}`, size]);
  return units.find(([, size]) => most >= size) ?? units.at(-1);
}

function show({months, districts}) {
  const chosen = new URLSearchParams(location.hash.slice(1));
  const all = ['', '全部 All'];
  options(byId('currency'), [...new Set(districts.map(row => row.currency))].map(one => [one, one]), chosen.get('currency'));
  const currency = byId('currency').value;
  byId('currencies').hidden = byId('currency').options.length < 2;
  const lines = districts.filter(row => row.currency === currency);
  options(byId('district'), [all, ...lines.filter(row => row.line_kind === 'member').map(row => [row.district_code, named(row)])],
    chosen.get('district'));
  const district = byId('district').value;
  const here = months.filter(row => row.currency === currency && (district === '' || row.district_code === district));
  const projects = new Map(here.map(row => [row.project_code, `${row.project_name} ${row.project_code}`]));
  options(byId('project'), [all, ...projects], chosen.get('project'));
  const project = byId('project').value;
  const points = curve(here.filter(row => project === '' || row.project_code === project));
  const end = points.at(-1)?.toDate ?? {plan: null, invested: null};
  const [unit, size] = unitOf(currency, Math.max(end.plan ?? 0, end.invested ?? 0));
  const shown = value => value === null ? '' : number(value / size, 2);
  document.querySelectorAll('.unit').forEach(place => place.textContent = unit);
  byId('chart').replaceChildren(...(points.length > 0 ? [chart(points, size)] : []));
  const of = project !== '' ? projects.get(project) : byId('district').selectedOptions[0].textContent;
  const until = points.at(-1)?.month.slice(0, 7);
  const rate = end.plan > 0 && end.invested !== null ? (100 * end.invested / end.plan).toFixed(1) + '%' : null;
  byId('finding').textContent = points.length === 0
    ? `${of}：尚无进度报表。 No progress has been reported.`
    : rate === null
      ? `${of}：至 ${until} 累计完成 ${shown(end.invested)}，未填报计划。 Invested ${shown(end.invested)}; no plan was reported.`
      : `${of}：至 ${until} 完成累计计划的 ${rate}。 ${rate} of the plan to date.`;
  byId('months').tBodies[0].replaceChildren(...points.map(one => element('tr', {}, element('th', {scope: 'row'}, one.month.slice(0, 7)),
    ...[one.added.plan, one.added.invested, one.toDate.plan, one.toDate.invested].map(value =>
      element('td', value === null ? {} : {'data-value': value.toFixed(2)}, shown(value))))));
  byId('districts').querySelector('tbody').replaceChildren(...lines.map(row => {
    const name = row.line_kind === 'member' ? element('button', {type: 'button'}, named(row)) : named(row);
    if (row.line_kind === 'member') name.addEventListener('click', () => go({district: row.district_code, currency}));
    return element('tr', {}, element('th', {scope: 'row'}, name), element('td', {}, row.project_count),
      element('td', {}, row.total_investment === '' ? '' : shown(Number(row.total_investment))),
      element('td', {}, row.annual_plan_completion === '' ? '' : (100 * row.annual_plan_completion).toFixed(1) + '%'));
  }));
  byId('curve').hidden = byId('districts').hidden = false;
}

function go(choice) {
  location.hash = new URLSearchParams(Object.entries(choice).filter(([, value]) => value));
}

async function start() {
  const release = await (await fetched('latest/parquet/release.json')).json();
  const table = async name => parsed(await (await fetched(`${release.as_of_date}/${name}.csv`)).text());
  const [months, districts, [programme]] = await Promise.all(
    ['project_months', 'projects_by_district', 'programme_overview'].map(table));
  byId('programme').textContent = `${programme.programme_name} ${programme.programme_name_en}`;
  byId('release').textContent = `截至 as of ${release.as_of_date} · 发布 release ${release.release_number}`;
  byId('synthetic').hidden = String(release.synthetic) !== 'true';
  const draw = () => show({months, districts});
  byId('district').addEventListener('change', event => go({currency: byId('currency').value, district: event.target.value}));
  byId('project').addEventListener('change', event =>
    go({currency: byId('currency').value, district: byId('district').value, project: event.target.value}));
  byId('currency').addEventListener('change', event => go({currency: event.target.value}));
  addEventListener('hashchange', draw);
  draw();
}

start().catch(failed => {
  byId('failure').textContent = failed.message;
  byId('failure').hidden = false;
});
