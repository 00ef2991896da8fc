package markdown

import (
	"bytes"
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// The codes of what is likely a slip of the hand: it is read as CommonMark has
// it, and said.
const (
	CodeHash   diag.Code = "markdown-hash-line"
	CodeColon  diag.Code = "markdown-note-colon"
	CodeUnused diag.Code = "markdown-reference-unused"
	CodeFence  diag.Code = "markdown-fence"
)

var _ = diag.Register(map[diag.Code]string{
	CodeHash:   "A line begins like a heading and is none: no space follows the #, or there are more than six.",
	CodeColon:  "A paragraph begins like a note and is none: white space stands before the colon.",
	CodeFence:  "A line of colons opens a division that nothing closes, or closes none; it stays text.",
	CodeUnused: "An address was defined for links, and no link uses it; it was left out.",
})

// maxHeading is the deepest level of a heading (CommonMark 0.31.2, section 4.2).
const maxHeading = 6

var (
	hashLine = pattern.Of(`^ {0,3}(#+)([^#\s])?`)
	noteLine = pattern.Of(`^ {0,3}\[\^([^\]\s\^\[]+)\][ \t]+:`)
)

// slips reports the lines of a paragraph of the document itself that begin like
// a heading or a note.
func (r *reader) slips(n gast.Node) {
	if r.isLinkLines(n) {
		return
	}
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := seg.Value(r.source)
		if m := noteLine.FindSubmatch(line); m != nil {
			r.add(diag.Warning, CodeColon, r.pos(seg.Start), fmt.Sprintf("[^%s] : is no note and stays text", m[1]),
				fmt.Sprintf("write the colon directly behind the bracket: [^%s]: …", m[1]))
		}
		if bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte(divFence)) {
			r.add(diag.Warning, CodeFence, r.pos(seg.Start), "a line of colons opens a division that nothing closes, or closes none; it stays text",
				"close a division by a line of colons alone, or take the line out")
		}
		if m := hashLine.FindSubmatch(line); m != nil {
			r.hashes(len(m[1]), string(m[2]), r.pos(seg.Start))
		}
	}
}

// hashes reports a line that begins with so many # and then next, a character
// that is no white space, or "".
func (r *reader) hashes(count int, next string, pos diag.Pos) {
	mark := strings.Repeat("#", min(count, maxHeading))
	switch {
	case count > maxHeading:
		r.add(diag.Warning, CodeHash, pos, fmt.Sprintf("%d # make no heading; the line stays text", count),
			fmt.Sprintf("headings have one to %d #; for text that begins so, write \\#", maxHeading))
	case next != "":
		r.add(diag.Warning, CodeHash, pos, fmt.Sprintf("no plain space follows %s, so the line is no heading and stays text", mark),
			fmt.Sprintf("for a heading write %s and a space; for text that begins so, write \\#", mark))
	}
}

// sayUnused reports the definitions of addresses that no link uses, or that come
// after another of their name: CommonMark shows nothing of them.
func (r *reader) sayUnused() {
	for _, d := range r.refs.defs {
		name := util.ToLinkReference(d.Label)
		if !r.refs.used[name] {
			r.sayUnusedOne(d)
		}
		delete(r.refs.used, name) // a second one of its name is never used
	}
}

// sayUnusedOne logs a definition that is left out. One that leads to # is how
// many write a comment.
func (r *reader) sayUnusedOne(d definition) {
	text := d.text
	found := diag.Diagnostic{Code: CodeUnused, Severity: diag.Warning, Pos: d.pos, Rule: "markdown", Dropped: text,
		Message: fmt.Sprintf("%q gives an address for links, and no link uses it; it was left out", text),
		Hint:    fmt.Sprintf("for a note write [^%s]: …; for text that begins so, write \\[", d.Label)}
	if d.comment {
		found.Code, found.Severity, found.Hint = CodeComment, diag.Info, ""
		found.Message = "a comment was left out"
	}
	r.log.Add(found)
}
