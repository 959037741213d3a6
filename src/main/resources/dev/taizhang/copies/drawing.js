/* Elements of the document, and drawings: lists of shapes that become SVG on the page and a bitmap for whoever wants one. */
'use strict';
const Drawing = (() => {
  const SVG = 'http://www.w3.org/2000/svg';

  /** An element with attributes and children; a text is always only a text. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => {
      if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
    });
    made.append(...children.filter(child => child !== null && child !== ''));
    return made;
  }

  /** Names from deliveries may be of any script, direction and length. */
  const name = text => element('bdi', { class: /[^\s\u2e80-\uffff]{25}/.test(text) ? 'long' : null }, text);

  // Shapes. A colour is the name of a variable of the style sheet.
  const rect = (x, y, width, height, fill, title = '') => ({ tag: 'rect', x, y, width: Math.max(0, width), height: Math.max(0, height), fill, title });
  const line = (x1, y1, x2, y2, stroke, dash = '') => ({ tag: 'line', x1, y1, x2, y2, stroke, dash });
  const path = (points, stroke, dash = '') => ({ tag: 'path', points, stroke, dash });
  const dot = (cx, cy, fill, title = '') => ({ tag: 'circle', cx, cy, r: 3, fill, title });
  const label = (x, y, text, anchor = 'start', fill = 'ink', weight = 400, size = 12) => ({ tag: 'text', x, y, text, anchor, fill, weight, size });

  function d(points) {
    return points.map(([x, y], place) => (place === 0 ? 'M' : 'L') + x.toFixed(1) + ' ' + y.toFixed(1)).join('');
  }

  function svgShape(shape) {
    const made = document.createElementNS(SVG, shape.tag);
    const set = (key, value) => made.setAttribute(key, value);
    if (shape.tag === 'text') {
      set('x', shape.x); set('y', shape.y); set('text-anchor', shape.anchor); set('font-size', shape.size); set('font-weight', shape.weight);
      made.textContent = shape.text;
    } else if (shape.tag === 'path') {
      set('d', d(shape.points)); set('fill', 'none');
    } else {
      ['x', 'y', 'width', 'height', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r'].filter(key => key in shape).forEach(key => set(key, shape[key]));
    }
    if (shape.fill) set('class', 'f-' + shape.fill + (shape.halo ? ' halo' : ''));
    if (shape.stroke) { set('class', 's-' + shape.stroke); set('stroke-width', shape.tag === 'path' ? 2 : 1); }
    if (shape.dash) set('stroke-dasharray', shape.dash);
    if (shape.title) { const title = document.createElementNS(SVG, 'title'); title.textContent = shape.title; made.append(title); }
    if (!shape.href) return made;
    const link = document.createElementNS(SVG, 'a');
    link.setAttribute('href', shape.href);
    link.setAttribute('aria-label', shape.title);
    link.append(made);
    return link;
  }

  /** The drawing as an element of the page. What it shows is also in the table beside it, so it is one image to a reader of screens. */
  function svg(drawing, description, interactive = false) {
    const made = document.createElementNS(SVG, 'svg');
    made.setAttribute('viewBox', `0 0 ${drawing.width} ${drawing.height}`);
    made.setAttribute('role', interactive ? 'group' : 'img');
    made.setAttribute('aria-label', description);
    made.setAttribute('class', 'drawing');
    made.append(...drawing.shapes.map(svgShape));
    return made;
  }

  /** The drawing as a bitmap of twice its size, with a title above it. */
  function bitmap(drawing, title, source, done) {
    const [scale, top, bottom] = [2, 34, 24];
    const canvas = document.createElement('canvas');
    canvas.width = drawing.width * scale;
    canvas.height = (drawing.height + top + bottom) * scale;
    const context = canvas.getContext('2d');
    const styles = getComputedStyle(document.body);
    const colour = key => styles.getPropertyValue('--' + key).trim();
    const write = (text, x, y, anchor, size, weight, fill) => {
      context.font = `${weight} ${size}px ${styles.fontFamily}`;
      context.textAlign = { start: 'left', middle: 'center', end: 'right' }[anchor];
      context.fillStyle = colour(fill);
      context.fillText(text, x, y);
    };
    context.scale(scale, scale);
    context.fillStyle = colour('paper');
    context.fillRect(0, 0, canvas.width, canvas.height);
    write(title, 0, 18, 'start', 15, 700, 'ink');
    write(source, 0, drawing.height + top + 16, 'start', 11, 400, 'soft');
    context.translate(0, top);
    drawing.shapes.forEach(shape => {
      context.setLineDash(shape.dash ? shape.dash.split(' ').map(Number) : []);
      if (shape.tag === 'text') {
        write(shape.text, shape.x, shape.y, shape.anchor, shape.size, shape.weight, shape.fill);
        return;
      }
      const outline = shape.tag === 'path' ? new Path2D(d(shape.points)) : new Path2D();
      if (shape.tag === 'rect') outline.rect(shape.x, shape.y, shape.width, shape.height);
      if (shape.tag === 'circle') outline.arc(shape.cx, shape.cy, shape.r, 0, 2 * Math.PI);
      if (shape.tag === 'line') { outline.moveTo(shape.x1, shape.y1); outline.lineTo(shape.x2, shape.y2); }
      if (shape.fill) { context.fillStyle = colour(shape.fill); context.fill(outline); }
      if (shape.stroke) { context.strokeStyle = colour(shape.stroke); context.lineWidth = shape.tag === 'path' ? 2 : 1; context.stroke(outline); }
    });
    canvas.toBlob(done, 'image/png');
  }

  function download(blob, file) {
    const link = element('a', { href: URL.createObjectURL(blob), download: file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  return { element, name, rect, line, path, dot, label, svg, bitmap, download };
})();
