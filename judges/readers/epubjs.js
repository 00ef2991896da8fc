'use strict';

// Reads an EPUB in epub.js as a person does on a telephone: every entry of the
// contents, the landmarks and the page list is displayed, every note call is clicked,
// and then the way back from its note.

async function look(page, origin) {
  await page.goto(`${origin}/page.html`);
  await page.addScriptTag({ url: '/modules/jszip/dist/jszip.min.js' });
  await page.addScriptTag({ url: '/modules/epubjs/dist/epub.min.js' });
  return page.evaluate(read);
}

// read runs in the page.
async function read() {
  const WAIT = 10000; // milliseconds that one leap may take
  const report = { seen: 0, findings: [] };
  const fault = (rule, place, message) => report.findings.push({ rule, place, message });
  const soon = (promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error('nothing happened')), WAIT))]);

  document.body.innerHTML = '<div id="view" style="width:400px;height:700px"></div>';
  const book = ePub(await (await fetch('/book.epub')).arrayBuffer());
  const rendition = book.renderTo('view', { width: 400, height: 700 });
  await soon(book.ready);
  await soon(rendition.display());

  const fragment = (href) => decodeURIComponent(href.split('#')[1] ?? '');
  const shown = () => rendition.getContents()[0];
  const section = () => book.spine.get(shown().sectionIndex);
  const find = (id) => shown().document.getElementById(id);
  // visible tells whether an element of the shown file begins on the shown page.
  const visible = (el) => {
    const frame = el.ownerDocument.defaultView.frameElement.getBoundingClientRect();
    const window = document.querySelector('.epub-container').getBoundingClientRect();
    const range = el.ownerDocument.createRange();
    range.selectNode(el);
    const box = range.getClientRects()[0] ?? el.getBoundingClientRect();
    const x = frame.left + box.left, y = frame.top + box.top;
    return x >= window.left - 1 && x < window.right + 1 && y >= window.top - 1 && y < window.bottom + 1;
  };
  // arrived says what is wrong with where a link led, nothing if it led there.
  const arrived = (href, file) => {
    if (!file || section().index !== file.index) return `it shows ${section().href}`;
    const id = fragment(href);
    if (!id) return '';
    if (!find(id)) return `${section().href} has no ${id}`;
    return visible(find(id)) ? '' : 'its target is not on the page shown';
  };
  const display = async (href) => {
    try {
      await soon(rendition.display(href));
      return arrived(href, book.spine.get(href));
    } catch (err) {
      return err.message;
    }
  };
  const entry = async (list, { href, label }) => {
    report.seen++;
    const wrong = await display(href);
    if (wrong) fault('dead entry', `${list}: ${String(label).trim()}`, `${href}: ${wrong}`);
  };

  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
  const contents = flat(book.navigation?.toc ?? []).filter((item) => item.href);
  if (contents.length === 0) fault('dead entry', 'contents', 'epub.js finds no contents');
  for (const item of contents) await entry('contents', item);
  for (const item of book.navigation?.landmarks ?? []) await entry('landmarks', item);
  for (const item of book.pageList?.pageList ?? []) await entry('page list', { href: item.href, label: item.page });

  const is = (type, role) => (a) => (a.getAttribute('epub:type') ?? '').split(' ').includes(type) || (a.getAttribute('role') ?? '').split(' ').includes(role);
  const links = (root, of) => [...root.querySelectorAll('a[href]')].filter(of);
  // click follows a link as a reader does and says what is wrong with where it led.
  const click = async (a) => {
    const href = a.getAttribute('href');
    const target = new URL(href, new URL(section().href, 'epub:/')).pathname.replace(/^\/+/, '');
    try {
      const displayed = new Promise((done) => rendition.once('displayed', done));
      a.click();
      await soon(displayed);
    } catch (err) {
      return err.message;
    }
    return arrived(href, book.spine.get(decodeURIComponent(target)));
  };
  const call = async (file, number) => {
    await soon(rendition.display(file.href));
    const a = links(shown().document, is('noteref', 'doc-noteref'))[number];
    const place = `${file.href}: call ${a.textContent.trim()}`;
    report.seen++;
    const wrong = await click(a);
    if (wrong) return fault('dead call', place, `${a.getAttribute('href')}: ${wrong}`);
    const note = find(fragment(a.getAttribute('href')));
    if (!note.textContent.trim()) return fault('dead call', place, 'its note is empty');
    return wayBack(file, number, note, place);
  };
  // wayBack needs one among the note's links back that leads to this very call.
  const wayBack = async (file, number, note, place) => {
    const from = section().href, id = note.id;
    const ways = links(note, is('backlink', 'doc-backlink')).length;
    let wrong = 'its note has no way back';
    for (let i = 0; i < ways; i++) {
      if (i > 0) await soon(rendition.display(`${from}#${id}`));
      const way = links(find(id), is('backlink', 'doc-backlink'))[i];
      wrong = await click(way);
      if (wrong) continue;
      const a = links(shown().document, is('noteref', 'doc-noteref'))[number];
      const target = find(fragment(way.getAttribute('href')));
      if (section().index === file.index && a && (target === a || target.contains(a) || a.contains(target))) return;
      wrong = 'no way back of its note leads to it';
    }
    fault('dead way back', place, wrong);
  };
  for (const file of book.spine.spineItems) {
    await soon(rendition.display(file.href));
    if (shown().sectionIndex !== file.index) continue; // it could not be shown; an entry says so
    const calls = links(shown().document, is('noteref', 'doc-noteref')).length;
    for (let i = 0; i < calls; i++) await call(file, i);
  }
  return report;
}

module.exports = { look };
