'use strict';

// Checks many EPUBs in one process and one browser: arguments are pairs of EPUB
// and report folder. A file that Ace cannot check leaves no report, which its
// caller counts as not judged; the reason goes to standard error.
const ace = require('@daisy/ace-core');
const runner = require('@daisy/ace-axe-runner-puppeteer');
const logger = require('@daisy/ace-logger');

// Ace would start a browser for each EPUB; it opens a page of its own for each document.
const started = { ...runner, launch: async () => {}, close: async () => {} };

async function main(args) {
  logger.initLogger({ verbose: false, silent: true });
  await runner.launch();
  for (let i = 0; i + 1 < args.length; i += 2) {
    try {
      await ace(args[i], { cwd: process.cwd(), outdir: args[i + 1], silent: true, jobId: '' }, started);
    } catch (err) {
      process.stderr.write(`${args[i]}: ${err && err.message ? err.message : err}\n`);
    }
  }
  await runner.close();
  process.exit(0);
}

main(process.argv.slice(2)).catch((err) => {
  process.stderr.write(`${err && err.message ? err.message : err}\n`);
  process.exit(1);
});
