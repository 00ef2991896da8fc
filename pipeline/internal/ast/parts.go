package ast

import (
	"fmt"

	"octavo/pipeline/internal/diag"
)

// MaxParts is how many nodes a text may have, those of running text counted. A web
// page of as many, all of them short paragraphs, takes 1.7 GB while it is read, and
// a run is to stay under 2 GiB; 50 MB of ordinary text have about a million, and
// the longest real papers a few hundred thousand.
const MaxParts = 2_500_000

// PartsFault says that the text has more parts than MaxParts, the first of which too
// many stands at pos.
func PartsFault(pos diag.Pos) *diag.Fault {
	return &diag.Fault{Pos: pos, Msg: fmt.Sprintf("up to here the text has more than %d parts (paragraphs, items, cells, links, marked words), which is the most that is held in memory", MaxParts),
		Remedy: "divide the file into several publications, or take out what is data and no text"}
}

// MaxColumns is how many columns a table may have. The widest tables of real papers
// have some hundred; what takes the columns apart on pages goes by the square of
// their number, and the limit takes it half a second.
const MaxColumns = 5_000

// ColumnsFault says that the table at pos has so many columns.
func ColumnsFault(pos diag.Pos, columns int) *diag.Fault {
	return &diag.Fault{Pos: pos, Msg: fmt.Sprintf("a table of %d columns cannot be set, only up to %d", columns, MaxColumns),
		Remedy: "divide it, or take it out if it is data and no text"}
}
