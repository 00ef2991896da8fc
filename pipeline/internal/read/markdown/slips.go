package markdown

import (
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"octavo/pipeline/internal/diag"
)

// The codes of what is likely a slip of the hand: it is read as CommonMark has
// it, and said.
const (
	CodeHash   diag.Code = "markdown-hash-line"
	CodeColon  diag.Code = "markdown-note-colon"
	CodeUnused diag.Code = "markdown-reference-unused"
)

var _ = diag.Register(map[diag.Code]string{
	CodeHash:   "A line begins like a heading and is none: no space follows the #, or there are more than six.",
	CodeColon:  "A paragraph begins like a note and is none: white space stands before the colon.",
	CodeUnused: "An address was defined for links, and no link uses it; it was left out.",
})

// maxHeading is the deepest level of a heading (CommonMark 0.31.2, section 4.2).
const maxHeading = 6

var (
	hashLine = regexp.MustCompile(`^ {0,3}(#+)([^#\s])?`)
	noteLine = regexp.MustCompile(`^ {0,3}\[\^([^\]\s\^\[]+)\][ \t]+:`)
)

// slips reports the lines of a paragraph of the document itself that begin like
// a heading or a note.
func (r *reader) slips(n gast.Node) {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line := seg.Value(r.source)
		if m := noteLine.FindSubmatch(line); m != nil {
			r.add(diag.Warning, CodeColon, r.pos(seg.Start), fmt.Sprintf("[^%s] : is no note and stays text", m[1]),
				fmt.Sprintf("write the colon directly behind the bracket: [^%s]: …", m[1]))
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

// unused reports the definitions of addresses in root that no link uses, or
// that come after another of their name: CommonMark shows nothing of them.
func (r *reader) unused(root gast.Node) {
	var defs []*gast.LinkReferenceDefinition
	used := map[string]bool{}
	_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) { // fails only where this does
		switch n := n.(type) {
		case *gast.LinkReferenceDefinition:
			if entering {
				defs = append(defs, n)
			}
		case *gast.Link:
			use(used, n.Reference)
		case *gast.Image:
			use(used, n.Reference)
		}
		return gast.WalkContinue, nil
	})
	for _, d := range defs {
		name := util.ToLinkReference(d.Label)
		if !used[name] {
			r.sayUnused(d)
		}
		delete(used, name) // a second one of its name is never used
	}
}

func use(used map[string]bool, ref *gast.ReferenceLink) {
	if ref != nil {
		used[util.ToLinkReference(ref.Value)] = true
	}
}

// sayUnused logs a definition that is left out. One that leads to # is how
// many write a comment.
func (r *reader) sayUnused(d *gast.LinkReferenceDefinition) {
	text := strings.TrimSpace(r.codeText(d))
	found := diag.Diagnostic{Code: CodeUnused, Severity: diag.Warning, Pos: r.pos(r.offset(d)), Rule: "markdown", Dropped: text,
		Message: fmt.Sprintf("%q gives an address for links, and no link uses it; it was left out", text),
		Hint:    fmt.Sprintf("for a note write [^%s]: …; for text that begins so, write \\[", d.Label)}
	if string(d.Destination) == "#" {
		found.Code, found.Severity, found.Hint = CodeComment, diag.Info, ""
		found.Message = "a comment was left out"
	}
	r.log.Add(found)
}
