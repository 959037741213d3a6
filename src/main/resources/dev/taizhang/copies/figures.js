/* Formats exact values by the rules of PageFigures: money in the unit that fits, rates with one decimal, each rounded once, half up. */
'use strict';
const Figures = (() => {
  const SCALES = { zh: [[12, '万亿'], [8, '亿'], [4, '万']], en: [[12, 'trillion '], [9, 'billion '], [6, 'million ']] };
  const FINE = 1000;

  /** The value times a power of ten, rounded half away from zero, with separators of thousands and one kind of minus. */
  function rounded(exact, shift, decimals, signed = false) {
    const negative = exact.startsWith('-');
    const [whole, part = ''] = exact.replace('-', '').split('.');
    let digits = BigInt(whole + part);
    const excess = part.length - shift - decimals;
    if (excess > 0) {
      const unit = 10n ** BigInt(excess);
      const rest = digits % unit;
      digits = digits / unit + (2n * rest >= unit ? 1n : 0n);
    } else {
      digits *= 10n ** BigInt(-excess);
    }
    const text = digits.toString().padStart(decimals + 1, '0');
    const units = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
    const sign = digits === 0n ? '' : negative ? '−' : signed ? '+' : '';
    return sign + units + (decimals > 0 ? '.' + text.slice(text.length - decimals) : '');
  }

  const size = exact => Math.abs(Number(exact));

  function decimals(value) {
    return value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  }

  /** An amount on its own, in words. */
  function money(exact, currency, language, names) {
    const name = names[currency] ? names[currency][language === 'zh' ? 0 : 1] : currency;
    for (const [power, unit] of SCALES[language]) {
      const value = size(exact) / 10 ** power;
      if (value >= 1) return `${rounded(exact, -power, decimals(value))} ${unit}${name}`;
    }
    return `${rounded(exact, 0, 0)} ${name}`;
  }

  /** The unit for a whole table: the largest that its largest amount fills, but fine enough for the others. */
  function scale(amounts, language) {
    const largest = Math.max(0, ...amounts.map(size));
    return SCALES[language].find(([power]) => largest >= (power === 12 ? FINE : 1) * 10 ** power) || [0, ''];
  }

  function inScale(exact, power, largest) {
    const places = power === 0 ? 0 : largest / 10 ** power >= 100 ? 1 : 2;
    const text = rounded(exact, -power, places);
    return Number(exact) !== 0 && /^[0.]+$/.test(text) ? (exact.startsWith('-') ? '−' : '') + '<' + '0.' + '0'.repeat(places - 1) + '1' : text;
  }

  const percent = exact => rounded(exact, 2, 1) + '%';
  const points = exact => rounded(exact, 0, 1, true);
  const count = exact => rounded(exact, 0, 0);

  function plain(kind, exact) {
    switch (kind) {
      case 'fraction': return percent(exact);
      case 'points': return points(exact);
      case 'move': return rounded(exact, 0, 0, true);
      case 'count': return count(exact);
      case 'decimal': case 'quantity': return rounded(exact, 0, 1).replace(/\.0$/, '');
      case 'month': return exact.slice(0, 7);
      default: return exact;
    }
  }

  return { money, scale, inScale, percent, points, count, plain, size };
})();
