// Package judges embeds the small programs that run an outside judge over many
// files in one process, because a judge's start takes longer than its work.
// Versions of the judges stand beside them: verapdf/pom.xml,
// epubcheck/pom.xml, ace/package.json, pdfjs/package.json, readers/package.json; those
// of judges that need no program here, vnu/package.json, siegfried/go.mod and
// requirements.txt.
package judges

import "embed"

// EPUBCheck is a Java source file, Many.java, started by java's source
// launcher with EPUBCheck on the class path. Its arguments are pairs: an EPUB
// and the file that its JSON report goes to.
//
//go:embed epubcheck/Many.java
var EPUBCheck []byte

// Ace is a CommonJS script for Node, with Ace found by NODE_PATH. Its
// arguments are pairs: an EPUB and the folder that its report.json goes to.
//
//go:embed ace/many.js
var Ace []byte

// PDFFind is a CommonJS script for Node, with pdf.js found by NODE_PATH and poppler's
// pdftotext on the path. Its arguments are pairs: a PDF and the file that its
// JSON report goes to, how many words line ends divide and which of them pdf.js
// does not find.
//
//go:embed pdfjs/find.js
var PDFFind []byte

// PDFDraw is a CommonJS script for Node, with pdf.js and its canvas found by
// NODE_PATH. Its arguments are a resolution in pixels an inch, then triples: a PDF, a
// page's number from 1 and the PNG file that its picture goes to.
//
//go:embed pdfjs/draw.js
var PDFDraw []byte

// Readers holds CommonJS scripts for Node, with the packages found by NODE_PATH and
// Chromium's path in CHROMIUM. The arguments of readers/many.js are what looks at the
// files (epubjs, foliate or axe, which also looks at HTML), then pairs: an EPUB or HTML
// file and the file that its JSON report goes to. Those of readers/pictures.js stand in it.
//
//go:embed readers/*.js
var Readers embed.FS

// Screens is a CommonJS script for Node, with puppeteer and a reader of ZIP files,
// which come with Ace, found by NODE_PATH. Its arguments are pairs: an EPUB or HTML file
// and the file that its JSON report goes to.
//
//go:embed ace/screens.js
var Screens []byte
