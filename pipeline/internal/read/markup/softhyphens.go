package markup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/diag"
)

// CodeSoftHyphen tells of hyphens that only stand for a place to break.
const CodeSoftHyphen diag.Code = "html-soft-hyphen"

var _ = diag.Register(map[diag.Code]string{
	CodeSoftHyphen: "Soft hyphens of a web page were left out: the editions find their own places to break words.",
})

// softHyphen is shown only where a line ends at it (HTML, 4.5.28; UAX 14, SHY).
const softHyphen = "\u00ad"

// softHyphens takes the soft hyphens out of a page, so that nobody finds a word
// in pieces who searches, copies or listens.
func (r *reader) softHyphens(root *html.Node) {
	count, line := 0, 0
	take := func(s *string) {
		if n := strings.Count(*s, softHyphen); n > 0 {
			if count == 0 {
				line = r.line
			}
			count += n
			*s = strings.ReplaceAll(*s, softHyphen, "")
		}
	}
	walk(root, func(n *html.Node) bool {
		switch n.Type {
		case html.TextNode:
			take(&n.Data)
		case html.ElementNode:
			r.enter(n)
			for i := range n.Attr {
				take(&n.Attr[i].Val)
			}
		}
		return true
	})
	r.line = 1
	if count > 0 {
		r.log.Add(diag.Diagnostic{Code: CodeSoftHyphen, Pos: diag.Pos{File: r.name, Line: line}, Rule: "html", Confidence: 1,
			Message: fmt.Sprintf("soft hyphens were left out (%d)", count), Dropped: strings.Repeat(softHyphen, count)})
	}
}
