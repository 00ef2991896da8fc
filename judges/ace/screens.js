'use strict';

// Lays out HTML files, and every content document of EPUBs, on narrow screens and
// reports what runs off the side. Arguments are pairs of a file and where its JSON
// report goes to: how many documents were laid out, and of each that is too wide
// on a screen, where and what. A box that scrolls by itself is right where a
// keyboard reaches it. A file that cannot be opened leaves no report.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pathToFileURL } = require('url');
const StreamZip = require('node-stream-zip');
const puppeteer = require('puppeteer-core');

// The screens: width in CSS pixels and text size in percent. 320 is what WCAG 2.2,
// 1.4.10, asks for, 200 what 1.4.4 does.
const screens = [[320, 100], [400, 100], [390, 200], [320, 200]];
const height = 800;

// show runs in the page: it gives the text its size and waits for the faces.
async function show(percent) {
  let sheet = document.getElementById('octavo-size');
  if (!sheet) {
    sheet = document.createElementNS('http://www.w3.org/1999/xhtml', 'style');
    sheet.id = 'octavo-size';
    document.head.append(sheet);
  }
  sheet.textContent = `html { font-size: ${percent}% !important; }`;
  await document.fonts.ready;
}

// measure runs in the page: it names the elements that end beyond the side, at
// most three, without those that a box around them lets scroll or hides.
function measure(asked) {
  const slack = 1; // pixel; sizes are rounded
  if (window.innerWidth !== asked) throw new Error(`the screen is ${window.innerWidth} pixels wide, not ${asked}`);
  const width = document.documentElement.clientWidth;
  const inside = (el) => {
    for (let p = el.parentElement; p && p !== document.body; p = p.parentElement) {
      const style = getComputedStyle(p);
      if (style.clipPath !== 'none') return true;
      if (/auto|scroll/.test(style.overflowX)) return p.closest('[tabindex="0"], a[href]') !== null;
    }
    return false;
  };
  const over = [];
  for (const el of document.body.querySelectorAll('*')) {
    const box = el.getBoundingClientRect();
    if (box.width <= slack || (box.right <= width + slack && box.left >= -slack) || inside(el)) continue;
    if (getComputedStyle(el).clipPath !== 'none') continue;
    over.push(`${el.localName}${el.id ? '#' + el.id : ''} from ${Math.round(box.left)} to ${Math.round(box.right)}: ${el.textContent.trim().slice(0, 40)}`);
  }
  return { wide: document.documentElement.scrollWidth > width + slack, over: over.slice(-3) };
}

// documents unpacks an EPUB into a folder and names its content documents; an HTML file
// is one.
async function documents(file, dir) {
  if (/\.html$/.test(file)) {
    fs.copyFileSync(file, path.join(dir, 'page.html'));
    return ['page.html'];
  }
  const zip = new StreamZip.async({ file });
  try {
    await zip.extract(null, dir);
    return Object.keys(await zip.entries()).filter((name) => /\.xhtml$/.test(name)).sort();
  } finally {
    await zip.close();
  }
}

async function judge(browser, file, report) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'screens-'));
  try {
    const names = await documents(file, dir);
    const page = await browser.newPage();
    const found = [];
    for (const name of names) {
      await page.goto(pathToFileURL(path.join(dir, name)).href);
      for (const [width, percent] of screens) { // one page, as on a screen that is turned
        await page.setViewport({ width, height, isMobile: false });
        await page.evaluate(show, percent);
        const { wide, over } = await page.evaluate(measure, width);
        if (wide || over.length > 0) found.push({ place: `${name}, ${width} px, ${percent} %`, message: over.join('; ') || 'the page scrolls sideways' });
      }
    }
    await page.close();
    fs.writeFileSync(report, JSON.stringify({ documents: names.length, found }));
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function main(args) {
  const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--allow-file-access-from-files', '--hide-scrollbars'],
  });
  for (let i = 0; i + 1 < args.length; i += 2) {
    try {
      await judge(browser, args[i], args[i + 1]);
    } catch (err) {
      process.stderr.write(`${args[i]}: ${err && err.message ? err.message : err}\n`);
    }
  }
  await browser.close();
}

main(process.argv.slice(2)).then(() => process.exit(0), (err) => {
  process.stderr.write(`${err && err.message ? err.message : err}\n`);
  process.exit(1);
});
