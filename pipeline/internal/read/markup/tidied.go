package markup

import "octavo/pipeline/internal/ast"

// Tidy gives a run as a reader sees it: text joined, white space collapsed and
// taken from both ends and from around line breaks, spaces at the edges of
// emphasis moved out of it, empty marks gone; nil for a run without content.
func Tidy(list []ast.Inline) []ast.Inline { return tidy(list) }

// NoteID makes a note's label an identifier.
func NoteID(label string) string { return noteID(label) }
