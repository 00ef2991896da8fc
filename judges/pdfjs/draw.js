'use strict';

// Draws pages of PDFs by pdf.js: the first argument is the resolution in pixels
// an inch, then come triples of a PDF, a page's number from 1 and the PNG file
// that its picture goes to. Glyphs are filled as shapes, from the faces in the
// file alone, so that no face of the machine and no drawing of its own plays a
// part. It stops at the first page that cannot be drawn.
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const { createCanvas } = require('@napi-rs/canvas');

const INCH = 72; // points

async function draw(doc, number, dpi, out) {
  const page = await doc.getPage(number);
  const viewport = page.getViewport({ scale: dpi / INCH });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvasContext: canvas.getContext('2d'), viewport }).promise;
  fs.writeFileSync(out, canvas.toBuffer('image/png'));
}

async function main([dpi, ...args]) {
  // pdf.js is ECMAScript modules, which NODE_PATH does not find by themselves.
  const pdfjs = await import(pathToFileURL(require.resolve('pdfjs-dist/legacy/build/pdf.mjs')));
  const open = new Map();
  for (let i = 0; i + 2 < args.length; i += 3) {
    const [file, number, out] = args.slice(i, i + 3);
    if (!open.has(file)) {
      const data = new Uint8Array(fs.readFileSync(file));
      open.set(file, await pdfjs.getDocument({ data, verbosity: 0, disableFontFace: true, useSystemFonts: false }).promise);
    }
    await draw(open.get(file), Number(number), Number(dpi), out);
  }
  process.exit(0);
}

main(process.argv.slice(2)).catch((err) => {
  process.stderr.write(`${err && err.message ? err.message : err}\n`);
  process.exit(1);
});
