/* The page of tables: its language, and the search for tables by their words. */
'use strict';
(() => {
  const root = document.documentElement;

  function speak(language) {
    root.dataset.language = language;
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.querySelectorAll('[data-speak]').forEach(button => button.setAttribute('aria-pressed', String(button.dataset.speak === language)));
  }

  function search(field) {
    const words = field.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    let found = 0;
    document.querySelectorAll('.entry').forEach(entry => {
      // The names of other tables, which it links to, are not words of its own.
      const links = entry.querySelector('.lineage');
      const content = entry.textContent.replace(links === null ? '' : links.textContent, '').toLowerCase();
      entry.hidden = !words.every(word => content.includes(word));
      if (!entry.hidden) found++;
    });
    document.querySelector('.found').textContent = words.length === 0 ? '' : String(found);
  }

  document.querySelectorAll('[data-speak]').forEach(button => button.addEventListener('click', () => speak(button.dataset.speak)));
  const field = document.getElementById('search');
  field.addEventListener('input', () => search(field));
  // A link may lead to a table that the search has hidden.
  window.addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target !== null && target.hidden) {
      field.value = '';
      search(field);
      target.scrollIntoView();
    }
  });
  speak(new URLSearchParams(location.hash.slice(1)).get('lang') === 'zh' ? 'zh' : root.dataset.language);
})();
