/* Draws the table that stands beside each chart. Figures come out of its cells; texts are those of the cells, letter for letter. */
'use strict';
(() => {
  const INK = '#1b1f24', SOFT = '#59606a', RULE = '#d8d3c8', BLUE = '#1f4e79', RED = '#a8281f', SERIES = [BLUE, '#b9b2a2', '#c58a2b'];
  const MOST_BARS = 18;
  const currency = document.body.dataset.currency;
  const font = getComputedStyle(document.body).fontFamily;
  const charts = [];

  const cell = (row, column) => row.querySelector(`[data-column="${column}"]`);
  const value = (row, column) => {
    const found = cell(row, column);
    return found && found.dataset.value ? Number(found.dataset.value) : null;
  };
  const shown = (row, column) => { const found = cell(row, column); return found ? Page.text(found) : ''; };
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1) + '…' : text);

  function rows(figure) {
    const table = figure.parentElement.querySelector('table');
    return [...table.tBodies[0].rows].filter(row => !row.hidden && (row.dataset.currency === '' || row.dataset.currency === currency)
        && row.dataset.kind !== 'counted_again');
  }

  function heading(figure, column) {
    const found = figure.parentElement.querySelector(`th[data-column="${column}"]`);
    return found ? Page.text(found) : column;
  }

  const base = () => ({ animation: false, textStyle: { fontFamily: font, color: INK } });

  /** What a row is called: its name, and its second name where several rows share the first. */
  function named(figure, all) {
    const label = figure.dataset.label;
    const names = all.map(row => shown(row, label));
    const twice = new Set(names.filter((name, place) => names.indexOf(name) !== place));
    return (row, place) => {
      const second = row.querySelector(`td.text:not([data-column="${label}"])`);
      return twice.has(names[place]) && second ? names[place] + ' · ' + Page.text(second) : names[place];
    };
  }

  /** Blue, red where it falls short of what it is compared with, grey where it is no member of the dimension. */
  function tone(bar, marked) {
    if (bar.row.dataset.kind !== '' && bar.row.dataset.kind !== 'member') return '#b9b2a2';
    return marked !== undefined && bar.value < marked ? '#b8685f' : BLUE;
  }

  function bars(figure, sorted) {
    const column = figure.dataset.series;
    const all = rows(figure);
    const name = named(figure, all);
    let drawn = all.map((row, place) => ({ row, name: name(row, place), value: value(row, column) })).filter(bar => bar.value !== null);
    if (sorted) drawn.sort((one, other) => other.value - one.value);
    const cut = drawn.length > MOST_BARS ? (document.documentElement.dataset.language === 'zh' ? `（前 ${MOST_BARS} 项）` : ` (first ${MOST_BARS})`) : '';
    drawn = drawn.slice(0, MOST_BARS);
    const marked = figure.dataset.mark ? drawn.map(bar => value(bar.row, figure.dataset.mark)).find(mark => mark !== null) : undefined;
    const markText = marked === undefined ? '' : heading(figure, figure.dataset.mark) + ' ' + shown(drawn.find(bar => value(bar.row, figure.dataset.mark) === marked).row, figure.dataset.mark);
    const most = figure.clientWidth < 420 ? 9 : 14;
    const longest = Math.max(0, ...drawn.map(bar => (/[^\u0000-\u024f]/.test(bar.name) ? 0 : Math.min(bar.name.length, most * 1.7))));
    return {
      height: 46 + drawn.length * 24,
      option: {
        ...base(),
        grid: { left: 6 + Math.round(longest * 0.9), right: 6 + 2 * Math.max(0, ...drawn.map(bar => shown(bar.row, column).length)), top: marked === undefined ? 26 : 40, bottom: 2, containLabel: true },
        title: { text: heading(figure, column) + cut, left: 0, top: 0, textStyle: { fontSize: 12, fontWeight: 600, color: SOFT, fontFamily: font } },
        xAxis: { type: 'value', show: false, max: scale => Math.max(scale.max, marked || 0), min: scale => Math.min(0, scale.min) },
        // Names on the left, figures in a column on the right, so that no line runs through them.
        yAxis: [
          { type: 'category', inverse: true, data: drawn.map(bar => bar.name), axisLine: { lineStyle: { color: RULE } }, axisTick: { show: false },
            axisLabel: { color: INK, fontSize: 12, interval: 0, formatter: text => short(text, Math.round(most * (/[^\u0000-\u024f]/.test(text) ? 1 : 1.7))) } },
          { type: 'category', inverse: true, position: 'right', data: drawn.map(bar => shown(bar.row, column)), axisLine: { show: false }, axisTick: { show: false },
            axisLabel: { color: INK, fontSize: 11.5, interval: 0 } },
        ],
        series: [{ type: 'bar', barWidth: 13, data: drawn.map(bar => ({ value: bar.value, itemStyle: { color: tone(bar, marked) } })),
          markLine: marked === undefined ? undefined : { z: 1, symbol: 'none', silent: true, lineStyle: { color: RED, type: 'solid', width: 1 }, data: [{ xAxis: marked }],
            label: { formatter: markText, position: 'start', rotate: 0, color: RED, fontSize: 11, distance: 2, show: false } },
        }],
        graphic: marked === undefined ? undefined : { type: 'text', left: 0, top: 19, style: { text: '│ ' + markText, fill: RED, font: '11px ' + font } },
      },
    };
  }

  /** The same month a year before, which is another row of the same table. */
  function yearBefore(all, row, label, column) {
    const month = cell(row, label).dataset.value;
    const earlier = String(Number(month.slice(0, 4)) - 1) + month.slice(4);
    const found = all.find(other => cell(other, label).dataset.value === earlier);
    return found ? { value: value(found, column), text: shown(found, column) } : { value: null, text: '' };
  }

  /** Few columns all say their figure, of many the newest and the highest. */
  function told(data, place) {
    return data.length <= 6 || place === data.length - 1 || (data[place] === Math.max(...data) && place < data.length - 3);
  }

  function time(figure) {
    const label = figure.dataset.label;
    const all = rows(figure).sort((one, other) => cell(one, label).dataset.value.localeCompare(cell(other, label).dataset.value));
    const columns = figure.dataset.series.split(',').filter(column => all.some(row => value(row, column) !== null));
    const drawn = all.slice(-15);
    const series = columns.map((column, place) => ({
      name: heading(figure, column), type: place === 0 || drawn.length <= 6 ? 'bar' : 'line', barMaxWidth: 22, symbolSize: 5, color: drawn.length <= 6 ? SERIES[place] || SOFT : SERIES[place + (place > 0 ? 1 : 0)] || SOFT,
      data: drawn.map(row => value(row, column)), texts: drawn.map(row => shown(row, column)),
    }));
    if (label === 'report_month') {
      const past = drawn.map(row => yearBefore(all, row, label, columns[0]));
      if (past.some(point => point.value !== null)) {
        series.push({ name: document.documentElement.dataset.language === 'zh' ? '上年同月' : 'Same month last year', type: 'line', symbol: 'emptyCircle', symbolSize: 5,
          color: '#8f8878', lineStyle: { type: 'dashed' }, data: past.map(point => point.value), texts: past.map(point => point.text) });
      }
    }
    const phone = figure.clientWidth < 420;
    return {
      height: 290,
      option: {
        ...base(),
        grid: { left: 16, right: 16, top: phone ? 62 : 44, bottom: 4, containLabel: true },
        legend: { left: 0, top: 0, itemWidth: 16, itemHeight: 8, textStyle: { color: SOFT, fontSize: 12 } },
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true,
          formatter: points => points[0].name + '\n' + points.map(point => point.seriesName + '  ' + series[point.seriesIndex].texts[point.dataIndex]).join('\n') },
        xAxis: { type: 'category', data: drawn.map(row => shown(row, label)), axisTick: { show: false }, axisLine: { lineStyle: { color: INK } }, axisLabel: { color: SOFT, fontSize: 11 } },
        yAxis: { type: 'value', splitNumber: 4, axisLabel: { show: false }, splitLine: { show: false } },
        series: series.map((one, place) => ({ ...one, texts: undefined,
          label: { show: place === 0 || drawn.length <= 6, position: 'top', fontSize: 11, color: INK, formatter: point => (told(one.data, point.dataIndex) ? one.texts[point.dataIndex] : '') } })),
      },
    };
  }

  function funnel(figure) {
    const all = rows(figure);
    const columns = figure.dataset.series.split(',').filter(column => all.some(row => value(row, column) !== null));
    const sums = columns.map(column => all.reduce((sum, row) => sum + (value(row, column) || 0), 0));
    return {
      height: 56 + columns.length * 30,
      option: {
        ...base(),
        title: { text: document.documentElement.dataset.language === 'zh' ? '旁表各行合计' : 'Sums of the rows beside', left: 0, top: 0, textStyle: { fontSize: 12, fontWeight: 600, color: SOFT, fontFamily: font } },
        grid: { left: 4, right: 60, top: 28, bottom: 2, containLabel: true },
        xAxis: { type: 'value', show: false },
        yAxis: { type: 'category', inverse: true, data: columns.map(column => heading(figure, column)), axisTick: { show: false }, axisLine: { lineStyle: { color: RULE } }, axisLabel: { color: INK } },
        series: [{ type: 'bar', barWidth: 18, color: BLUE, data: sums, label: { show: true, position: 'right', color: INK } }],
      },
    };
  }

  const kinds = { BARS: figure => bars(figure, true), LADDER: figure => bars(figure, false), TIME: time, FUNNEL: funnel };

  const ON_PAPER = 300;
  let paper = false;

  function draw(entry) {
    const { height, option } = kinds[entry.figure.dataset.chart](entry.figure);
    const empty = !option.series.some(series => series.data.some(point => point !== null));
    entry.figure.classList.toggle('away', empty);
    if (empty) return;
    entry.figure.style.height = height + 'px';
    entry.chart = entry.chart || echarts.init(entry.figure, null, { renderer: 'svg' });
    entry.chart.resize(paper ? { width: ON_PAPER, height } : { width: 'auto', height: 'auto' });
    entry.chart.setOption(option, true);
    // With a view box the drawing shrinks with the paper; without one it would be cut off.
    entry.figure.querySelector('svg').setAttribute('viewBox', `0 0 ${entry.chart.getWidth()} ${entry.chart.getHeight()}`);
  }

  function print(begins) {
    paper = begins;
    charts.forEach(draw);
  }

  let due = false;
  function drawAll() {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; if (!paper) charts.forEach(draw); });
  }

  document.querySelectorAll('.chart').forEach(figure => charts.push({ figure, chart: null }));
  charts.forEach(draw);
  Page.changed(drawAll);
  window.addEventListener('resize', drawAll);
  window.addEventListener('beforeprint', () => print(true));
  window.addEventListener('afterprint', () => print(false));
})();
