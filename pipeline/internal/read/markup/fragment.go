package markup

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Fragment reads a piece of HTML that stands in another text: the document is
// called name and the piece begins on its line. Headings make sections, without
// what they head, where top is set. It gives false, and nothing else, for a
// piece that is no whole structure: with a tag that has no partner, or an
// element that is neither text nor a table, list, figure or the like. The notes
// that the identifiers in gone lead to are left aside (see FindPairs).
func Fragment(name string, line int, piece []byte, top bool, gone []string, log *diag.Log) ([]ast.Block, bool) {
	if !Whole(piece) {
		return nil, false
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	marked, _ := markLines(piece, line, nil)
	nodes, err := html.ParseFragmentWithOptions(bytes.NewReader(marked), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, false
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	r := &reader{name: name, log: log, line: line, piece: true}
	r.directions(body, "")
	r.survey(body)
	for _, id := range gone {
		if c := noteContainer(r.ids[id]); c != nil {
			r.marks[c] = true
			r.marks[emptyWrapper(c, r.marks)] = true
		}
	}
	f := &flow{r: r, top: top}
	f.children(body)
	f.flush()
	r.tellAttributes(body)
	r.losses.Say(r.log)
	return f.out, true
}

// Whole reports whether a piece holds only known elements and each of its tags
// has its partner, so that reading it as HTML cannot change what stands around.
func Whole(piece []byte) bool {
	var open []string
	z := html.NewTokenizer(bytes.NewReader(piece))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return len(open) == 0 && len(bytes.TrimSpace(z.Raw())) == 0
		case html.CommentToken:
			if len(open) == 0 { // one by itself is the reader's of Markdown
				return false
			}
			continue
		case html.DoctypeToken:
			return false
		case html.TextToken:
			continue
		}
		raw, _ := z.TagName()
		name := string(raw)
		switch {
		case !blockNames[name] && !strings.Contains(textNames, " "+name+" ") || strings.Contains(pageNames, " "+name+" "):
			return false
		case strings.Contains(emptyNames, " "+name+" "):
		case kind == html.StartTagToken && len(open) < maxOpen:
			open = append(open, name)
		case kind == html.EndTagToken && len(open) > 0 && open[len(open)-1] == name:
			open = open[:len(open)-1]
		default:
			return false
		}
	}
}

// maxOpen is how deep a piece may nest.
const maxOpen = 64

// The elements of a piece: of running text, without an end tag, and those that
// only a page has.
const (
	textNames  = " a abbr acronym b bdi bdo br cite code col colgroup dfn em font i img kbd mark picture q s samp small source span strike strong sub sup time tt u var wbr " + mathTags + ""
	emptyNames = " br col hr img source wbr "
	pageNames  = " address body dialog fieldset footer form head header html legend listing main menu nav optgroup option plaintext search xmp "
)

// mathTags are the elements of MathML.
const mathTags = "math semantics annotation annotation-xml mrow mi mn mo mtext ms mspace mfrac msqrt mroot msub msup msubsup munder mover " +
	"munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd mfenced menclose mstyle mpadded mphantom maction merror "
