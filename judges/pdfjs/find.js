'use strict';

// Looks in many PDFs for the words that a line's end divides, by the find of
// pdf.js: arguments are pairs of a PDF and the file that its JSON report goes
// to. A file that cannot be read leaves no report, which its caller counts as
// not judged; the reason goes to standard error.
const fs = require('node:fs');
const { execFileSync } = require('node:child_process');
const { pathToFileURL } = require('node:url');

// pdf.js is ECMAScript modules, which NODE_PATH does not find by themselves.
const load = (name) => import(pathToFileURL(require.resolve(`pdfjs-dist/legacy/${name}`)));

// The viewer's file asks for these when it is read; its find uses none of them.
globalThis.window = globalThis;
const element = { style: {}, classList: { add() {} }, append() {} };
globalThis.document = { documentElement: element, createElement: () => element };
globalThis.requestAnimationFrame = setImmediate;
globalThis.navigator ??= { userAgent: '', platform: '', maxTouchPoints: 0 };

const FOUND = 0, WRAPPED = 2, PENDING = 3; // FindState of pdf.js
const NOWHERE = '\u{10fffd}\u{10fffd}'; // private signs, which no text has

// dividedWords are those that poppler, which honours the replacement text of
// hyphens, gives with a soft hyphen at a line's end, in the order of the file: by place
// the heads of two columns would be taken for one word.
function dividedWords(file) {
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return [...text.matchAll(/(\p{L}+)\u00ad\n(\p{L}+)/gu)].map((m) => m[1] + m[2]);
}

// ask gives the state in which the find of a word ends.
function ask(bus, query) {
  return new Promise((resolve) => {
    const hear = ({ state }) => {
      if (state === PENDING) return;
      bus.off('updatefindcontrolstate', hear);
      resolve(state);
    };
    bus.on('updatefindcontrolstate', hear);
    // "again" starts at once, where a first search waits for more typing.
    bus.dispatch('find', { type: 'again', query, caseSensitive: true, entireWord: false, highlightAll: false, findPrevious: false });
  });
}

async function report(pdfjs, viewer, file) {
  const doc = await pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(file)), verbosity: 0 }).promise;
  const eventBus = new viewer.EventBus();
  const find = new viewer.PDFFindController({ linkService: { page: 1, pagesCount: doc.numPages }, eventBus });
  find.setDocument(doc);
  const finds = async (word) => [FOUND, WRAPPED].includes(await ask(eventBus, word));
  if (await finds(NOWHERE)) throw new Error('pdf.js finds what is not there');
  const words = dividedWords(file);
  const lost = [];
  for (const word of words) {
    if (!(await finds(word))) lost.push(word);
  }
  await doc.destroy();
  return { words: words.length, lost };
}

async function main(args) {
  const pdfjs = globalThis.pdfjsLib = await load('build/pdf.mjs');
  const viewer = await load('web/pdf_viewer.mjs');
  for (let i = 0; i + 1 < args.length; i += 2) {
    try {
      fs.writeFileSync(args[i + 1], JSON.stringify(await report(pdfjs, viewer, args[i])));
    } catch (err) {
      process.stderr.write(`${args[i]}: ${err && err.message ? err.message : err}\n`);
    }
  }
  process.exit(0);
}

main(process.argv.slice(2));
