package ast

// What the printer of canonical Markdown and its reader must agree on.

import "strings"

// CodeText is code without its last line end and without the white space of
// lines that hold nothing else, which containers cannot keep.
func CodeText(s string) string {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

// CellBreak stands in a cell for the empty line between blocks; a cell that
// holds one is read as blocks. CellLine stands there for any other line end.
const (
	CellBreak = "<br><br>"
	CellLine  = "&#10;"
)

// CellStar stands for the stars of a break until its line is in its cell. It is
// no character that text can hold.
const CellStar = "\x00"

// CellEscapes and CellUnescapes are each other's inverse.
var (
	CellEscapes = strings.NewReplacer("&", "&amp;", "<br>", "&lt;br>", "|", "&#124;", `\\`, "&#92;&#92;", "\\\n", "<br>",
		"\n\n", CellBreak, "\n", CellLine, "\\", "&#92;", CellStar, "&#42;")
	// CellUnescapes gives back the Markdown of the blocks in a cell.
	CellUnescapes = strings.NewReplacer("&amp;", "&", "&lt;br>", "<br>", "&#124;", "|", "&#92;", "\\", "&#42;", "*",
		CellBreak, "\n\n", "<br>", "\\\n", CellLine, "\n")
)
