package ast

import (
	"fmt"

	"octavo/pipeline/internal/diag"
)

// MaxParts is how many nodes a text may have, those of running text counted. Each
// takes some three hundred bytes of memory while the text is read and understood, so
// that as many stay under 2 GiB; 50 MB of ordinary text have about a million, and
// the longest real papers a few hundred thousand.
const MaxParts = 3_000_000

// PartsFault says that the text has more parts than MaxParts, the first of which too
// many stands at pos.
func PartsFault(pos diag.Pos) *diag.Fault {
	return &diag.Fault{Pos: pos, Msg: fmt.Sprintf("up to here the text has more than %d parts (paragraphs, items, cells, links, marked words), which is the most that is held in memory", MaxParts),
		Remedy: "divide the file into several publications, or take out what is data and no text"}
}
