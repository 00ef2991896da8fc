package text

import "strings"

// LineEnds makes one line feed of each way in which a file of mark-up ends a line
// (CommonMark 0.31.2, 2.1; HTML, 13.2.3.5); other signs that end one are text there.
var LineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// PlainLineEnds makes one line feed of each way in which plain text ends a line, and two
// of U+2029, which ends a paragraph. A carriage return among the four characters to which
// PDFs of Word for the Mac map a space ends none.
var PlainLineEnds = strings.NewReplacer(macSpace, " ", "\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")

const macSpace = "\t\r \u00a0"
