'use strict';

// Draws pages of one EPUB as foliate-js shows them on several screens, light and dark.
// The arguments are the EPUB, a folder for the pictures, how many screenfuls are drawn
// from each place, and words: the places are the entries of the contents that hold one
// of them; without words, all entries of the first level. The pictures are PNG files,
// SCREEN-LIGHT-PLACE-SCREENFUL.png, counted from 1.
const path = require('node:path');
const { launch, serve } = require('./many.js');

// SCREENS are widths and heights in CSS pixels, and how many pixels of the device are one.
const SCREENS = {
  phone: { width: 390, height: 740, deviceScaleFactor: 1.5 },
  eink: { width: 530, height: 710, deviceScaleFactor: 1.5 },
  tablet: { width: 1024, height: 720, deviceScaleFactor: 1 },
};

// open runs in the page; it returns where pages are drawn from.
async function open(words) {
  await import('/modules/foliate-js/view.js');
  document.body.innerHTML = '<foliate-view id="view" style="display:block;width:100vw;height:100vh"></foliate-view>';
  document.documentElement.style.colorScheme = 'light dark';
  const view = document.getElementById('view');
  await view.open(new File([await (await fetch('/book.epub')).blob()], 'book.epub'));
  view.renderer.setStyles('html { color-scheme: light dark } @media (prefers-color-scheme: dark) { a:link { color: lightblue } }');
  const flat = (items) => items.flatMap((item) => [item, ...flat(item.subitems ?? [])]);
  const list = words.length === 0 ? view.book.toc : flat(view.book.toc).filter((item) => words.some((w) => item.label.includes(w)));
  return list.map((item) => item.href);
}

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

// screenfuls draws so many from a place on.
async function screenfuls(page, href, many, file) {
  await page.evaluate((to) => document.getElementById('view').goTo(to), href);
  for (let n = 1; n <= many; n++) {
    await page.evaluate(drawn);
    await page.screenshot({ path: `${file}-${n}.png` });
    await page.evaluate(() => document.getElementById('view').next());
  }
}

async function draw(browser, origin, out, many, words) {
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const light of ['light', 'dark']) {
      const page = await browser.newPage();
      await page.setViewport(size);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: light }]);
      await page.goto(`${origin}/page.html`);
      for (const [i, href] of (await page.evaluate(open, words)).entries()) {
        await screenfuls(page, href, many, path.join(out, `${screen}-${light}-${i + 1}`));
      }
      await page.close();
    }
  }
}

async function main([epub, out, many, ...words]) {
  const server = await serve();
  await server.put(epub);
  await draw(await launch(), server.origin, out, Number(many), words);
  process.exit(0);
}

main(process.argv.slice(2)).catch((err) => {
  process.stderr.write(`${err && err.message ? err.message : err}\n`);
  process.exit(1);
});
