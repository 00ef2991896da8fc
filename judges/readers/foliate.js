'use strict';

// Reads an EPUB in foliate-js as a person does on a telephone: every entry of the
// contents, the landmarks and the page list is gone to, and every note call is clicked,
// which must pop its note up.

async function look(page, origin) {
  await page.goto(`${origin}/page.html`);
  return page.evaluate(read);
}

// read runs in the page.
async function read() {
  const WAIT = 10000; // milliseconds that one leap may take
  const report = { seen: 0, findings: [] };
  const fault = (rule, place, message) => report.findings.push({ rule, place, message });
  const soon = (promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error('nothing happened')), WAIT))]);

  await import('/modules/foliate-js/view.js');
  const { FootnoteHandler } = await import('/modules/foliate-js/footnotes.js');
  document.body.innerHTML = '<foliate-view id="view" style="display:block;width:400px;height:700px"></foliate-view><div id="popup" style="width:300px;height:300px"></div>';
  const view = document.getElementById('view'), popup = document.getElementById('popup');
  await soon(view.open(new File([await (await fetch('/book.epub')).blob()], 'book.epub')));
  const { book } = view;
  await soon(view.goTo(0));

  const shown = () => view.renderer.getContents()[0];
  const visible = (place) => {
    const frame = shown().doc.defaultView.frameElement.getBoundingClientRect();
    const window = view.getBoundingClientRect();
    const range = shown().doc.createRange();
    range.selectNode(place);
    const box = range.getClientRects()[0] ?? place.getBoundingClientRect();
    const x = frame.left + box.left, y = frame.top + box.top;
    return x >= window.left - 1 && x < window.right + 1 && y >= window.top - 1 && y < window.bottom + 1;
  };
  const arrived = (href, target) => {
    if (!target) return 'foliate-js knows no such file';
    if (shown().index !== target.index) return `it shows ${book.sections[shown().index]?.id}`;
    if (!href.includes('#')) return '';
    const place = target.anchor(shown().doc);
    if (!place) return 'its target is missing';
    return visible(place) ? '' : 'its target is not on the page shown';
  };
  const entry = async (list, { href, label }) => {
    report.seen++;
    let wrong;
    try {
      wrong = arrived(href, await soon(view.goTo(href)));
    } catch (err) {
      wrong = err.message;
    }
    if (wrong) fault('dead entry', `${list}: ${String(label).trim()}`, `${href}: ${wrong}`);
  };
  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
  const contents = flat(book.toc ?? []).filter((item) => item.href);
  if (contents.length === 0) fault('dead entry', 'contents', 'foliate-js finds no contents');
  for (const item of contents) await entry('contents', item);
  for (const item of book.landmarks ?? []) await entry('landmarks', item);
  for (const item of book.pageList ?? []) await entry('page list', item);

  const notes = new FootnoteHandler();
  let popping; // what the note that was asked for comes to
  view.addEventListener('link', (event) => {
    popping = notes.handle(book, event);
    event.preventDefault();
  });
  notes.addEventListener('before-render', ({ detail }) => popup.replaceChildren(detail.view));
  let popped;
  notes.addEventListener('render', ({ detail }) => { popped = detail; });

  const call = async (a, place) => {
    report.seen++;
    popping = popped = undefined;
    a.click();
    await new Promise((done) => setTimeout(done)); // foliate-js passes the click on a moment later
    if (!popping) return fault('no pop-up', place, 'foliate-js takes it for a link like any other');
    try {
      await soon(popping);
    } catch (err) {
      return fault('no pop-up', place, err.message);
    }
    if (!popped.target) fault('no pop-up', place, 'its target is missing');
    else if (!/^(foot|end)note$/.test(popped.type)) fault('no pop-up', place, `what pops up is ${popped.type ?? 'no note'}`);
    else if (!popped.view.renderer.getContents()[0].doc.body.textContent.trim()) fault('empty pop-up', place, 'nothing stands in it');
    popped.view.close();
  };
  const isCall = (a) => (a.getAttribute('epub:type') ?? '').split(' ').includes('noteref') || (a.getAttribute('role') ?? '').split(' ').includes('doc-noteref');
  for (const [index, file] of book.sections.entries()) {
    await soon(view.goTo(index));
    for (const a of [...shown().doc.querySelectorAll('a[href]')].filter(isCall)) await call(a, `${file.id}: call ${a.textContent.trim()}`);
  }
  return report;
}

module.exports = { look };
