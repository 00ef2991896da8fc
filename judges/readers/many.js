'use strict';

// Opens many EPUBs or HTML files in one headless browser, whose path CHROMIUM holds. The
// first argument names what looks at them, a script beside this one; then come pairs of a
// file and where its JSON report goes to: how much was looked at, and what was wrong. A file that cannot be looked at leaves no report, which its caller counts as
// not judged; the reason goes to standard error.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const JSZip = require('jszip');
const puppeteer = require('puppeteer-core');

const MODULES = path.dirname(path.dirname(require.resolve('jszip/package.json')));
const PHONE = { width: 400, height: 700 }; // CSS pixels
// The largest book takes minutes; the caller has a limit of its own.
const PATIENCE = 600000; // milliseconds

const TYPES = {
  '.css': 'text/css', '.gif': 'image/gif', '.html': 'text/html; charset=utf-8', '.jpg': 'image/jpeg', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.ncx': 'application/x-dtbncx+xml', '.opf': 'application/oebps-package+xml', '.otf': 'font/otf', '.png': 'image/png', '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf', '.woff': 'font/woff', '.woff2': 'font/woff2', '.xhtml': 'application/xhtml+xml', '.xml': 'application/xml',
};

// serve offers, on this machine only: /modules/… the installed packages, /page.html an
// empty page, /book.epub the EPUB as it is, /files/… what is packed in it,
// or the HTML file as /files/page.html.
async function serve() {
  const shelf = { epub: null, files: null };
  const content = async (name) => {
    if (name === '/page.html') return '<!DOCTYPE html><html lang="en"><head><title>Reader</title></head><body style="margin:0"></body></html>';
    if (name === '/book.epub') return shelf.epub;
    if (name.startsWith('/files/')) return shelf.files.file(name.slice('/files/'.length))?.async('nodebuffer');
    const file = path.join(MODULES, path.normalize(name.replace('/modules/', '/')));
    return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
  };
  const server = http.createServer(async (request, response) => {
    const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const body = await content(name).catch(() => undefined);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': TYPES[path.extname(name)] ?? 'application/octet-stream' });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const put = async (file) => {
    shelf.epub = fs.readFileSync(file);
    shelf.files = file.endsWith('.html') ? new JSZip().file('page.html', shelf.epub) : await JSZip.loadAsync(shelf.epub);
    return shelf.files;
  };
  return { put, origin: `http://127.0.0.1:${server.address().port}` };
}

const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  protocolTimeout: PATIENCE, timeout: 60000, defaultViewport: PHONE,
});

async function main([looker, ...args]) {
  const { look } = require(`./${looker}.js`);
  const server = await serve();
  const browser = await launch();
  for (let i = 0; i + 1 < args.length; i += 2) {
    const page = await browser.newPage();
    try {
      const files = await server.put(args[i]);
      fs.writeFileSync(args[i + 1], JSON.stringify(await look(page, server.origin, files)));
    } catch (err) {
      process.stderr.write(`${args[i]}: ${err && err.message ? err.message : err}\n`);
    }
    await page.close();
  }
  await browser.close();
  process.exit(0);
}

module.exports = { launch, serve };
if (require.main === module) {
  main(process.argv.slice(2)).catch((err) => {
    process.stderr.write(`${err && err.message ? err.message : err}\n`);
    process.exit(1);
  });
}
