package markup

import (
	"bytes"
	"fmt"
	"strconv"
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
	return (&reader{name: name, log: log, line: line, piece: true}).readPiece(piece, top, gone)
}

// FragmentWith is Fragment for a piece whose tags have their partners and in which
// blocks that are read already stand where their Placeholder does.
func FragmentWith(name string, line int, piece []byte, held [][]ast.Block, top bool, log *diag.Log) ([]ast.Block, bool) {
	return (&reader{name: name, log: log, line: line, piece: true, held: held}).readPiece(piece, top, nil)
}

// heldName is the element in the place of blocks that are read already, which no
// element of HTML is called, and heldKey its attribute with their number.
const (
	heldName = "octavo-held"
	heldKey  = "data-octavo-held"
)

// Placeholder is what stands for the blocks of a number.
func Placeholder(n int) string { return fmt.Sprintf("<%s %s=%d></%[1]s>", heldName, heldKey, n) }

// isHeld reports whether an element stands for blocks that are read already.
func isHeld(n *html.Node) bool { return n.Type == html.ElementNode && n.Data == heldName }

// heldBlocks adds the blocks that an element stands for; a second one of the same number
// stands for nothing.
func (f *flow) heldBlocks(n *html.Node) {
	f.flush()
	i, err := strconv.Atoi(attr(n, heldKey))
	if err != nil || i < 0 || i >= len(f.r.held) {
		f.children(n)
		return
	}
	if is(n.Parent, "figure") {
		describeOnly(f.r.held[i])
	}
	f.out = append(f.out, f.r.held[i]...)
	f.r.held[i] = nil
}

// describeOnly takes captions from pictures of Markdown that are the description alone:
// in a figure of HTML they have one of their own.
func describeOnly(blocks []ast.Block) {
	for _, b := range blocks {
		if f, ok := b.(*ast.Figure); ok && f.Image != nil && f.Image.Alt == ast.PlainText(f.Caption) {
			f.Caption = nil
		}
	}
}

// readPiece reads a piece whose tags have their partners.
func (r *reader) readPiece(piece []byte, top bool, gone []string) ([]ast.Block, bool) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	marked, _ := markLines(piece, r.line, nil)
	nodes, err := html.ParseFragmentWithOptions(bytes.NewReader(marked), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, false
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
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
	r.sayElsewhere()
	return f.out, true
}

// Whole reports whether a piece holds only known elements, or others in them, and each
// of its tags has its partner, so that reading it as HTML cannot change what stands around.
func Whole(piece []byte) bool {
	p := &Partners{}
	return p.Take(piece) && p.Done()
}

// Partners tells of pieces that stand one after another what Whole tells of one.
type Partners struct{ open []string }

// Done reports whether each tag has its partner.
func (p *Partners) Done() bool { return len(p.open) == 0 }

// Take reads the next piece; it gives false as soon as there cannot be a whole.
func (p *Partners) Take(piece []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(piece))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return len(bytes.TrimSpace(z.Raw())) == 0
		case html.CommentToken:
			if p.Done() { // one by itself is the reader's of Markdown
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
		case strings.Contains(pageNames, " "+name+" "), !knownName(name) && p.Done(): // outside of elements it may be a component, or no tag
			return false
		case strings.Contains(emptyNames, " "+name+" "):
		case kind == html.StartTagToken && len(p.open) < maxOpen:
			p.open = append(p.open, name)
		case kind != html.EndTagToken || !p.close(name):
			return false
		}
	}
}

func knownName(name string) bool {
	return blockNames[name] || strings.Contains(textNames, " "+name+" ")
}

// close takes an end tag, which ends the elements in it that may go without one; it
// gives false where it closes nothing.
func (p *Partners) close(name string) bool {
	last := len(p.open) - 1
	for last >= 0 && p.open[last] != name && strings.Contains(endlessNames, " "+p.open[last]+" ") {
		last--
	}
	if last < 0 || p.open[last] != name {
		return false
	}
	p.open = p.open[:last]
	return true
}

// maxOpen is how deep a piece may nest.
const maxOpen = 64

// endlessNames are the elements in lists and tables whose end tag may be left away
// (HTML, 13.1.2.4).
const endlessNames = " colgroup dd dt li tbody td tfoot th thead tr "

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
