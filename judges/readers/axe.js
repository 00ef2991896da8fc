'use strict';

// Looks at an HTML file, or at every XHTML file of an EPUB, by axe-core, with the rules of WCAG 2.2 levels A
// and AA, on a telephone; contrast in the dark too. It is Ace's copy, since axe-core by
// itself knows no roles of digital publishing and takes a page marker's name for one
// that an element without a role has.
const fs = require('node:fs');

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const engine = fs.readFileSync(require.resolve('@daisy/axe-core-for-ace/axe.min.js'), 'utf8');

async function look(page, origin, files) {
  const report = { seen: 0, findings: [] };
  for (const name of Object.keys(files.files).filter((n) => /\.x?html$/.test(n))) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.goto(`${origin}/files/${encodeURI(name)}`, { waitUntil: 'load' });
    await page.evaluate(engine);
    report.seen++;
    add(report, name, await violations(page, { type: 'tag', values: LEVELS }));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    add(report, `${name} in the dark`, await violations(page, { type: 'rule', values: ['color-contrast'] }));
  }
  return report;
}

const violations = (page, runOnly) => page.evaluate(async (only) => {
  const found = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
  return found.violations.flatMap((v) => v.nodes.map((node) => ({ rule: v.id, message: v.help, at: String(node.target) })));
}, runOnly);

function add(report, name, found) {
  for (const { rule, message, at } of found) report.findings.push({ rule, place: `${name}: ${at}`, message });
}

module.exports = { look };
