package pdf

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/structure"
)

// mostString is how many bytes a string may have in a file of PDF/A-2 (ISO 19005-2,
// 6.1.13). PDF/A-4 has no such limit.
const mostString = 32767

// reportLong looks for strings that are too long for PDF/A-2, and reports each. None is
// shortened: who hears a text alternative would not know what was left out.
func reportLong(t *structure.Tree, opt Options, log *diag.Log) bool {
	f := longFinder{log: log, seen: map[string]bool{}}
	for _, v := range infoTexts(opt) {
		f.look(v.value, "a value of the metadata ("+string(v.key)+")", nil)
	}
	f.elem(t.Root)
	f.outline(t, t.Outline)
	return f.found
}

// longFinder reports strings that are too long, each text once.
type longFinder struct {
	log   *diag.Log
	seen  map[string]bool
	found bool
}

func (f *longFinder) look(s, what string, n ast.Node) {
	if 2*len(s)+2 <= mostString { // as many bytes as UTF-16 with its mark takes at most
		return
	}
	size := len(text(s))
	if size <= mostString || f.seen[s] {
		return
	}
	f.seen[s], f.found = true, true
	d := warning(CodeLongString, "string-limit", fmt.Sprintf("%s takes %d bytes in the file, and PDF/A-2 allows %d, so the PDF does not claim PDF/A", what, size, mostString),
		"shorten it, or build by --pdf-standard ua2+a4, which has no such limit")
	if n != nil {
		d.Pos = n.Pos()
	}
	f.log.Add(d)
}

func (f *longFinder) outline(t *structure.Tree, list []*structure.Outline) {
	for _, o := range list {
		var node ast.Node
		if e := t.Target(o.Target); e != nil {
			node = e.Node
		}
		f.look(o.Title, "the bookmark of a heading", node)
		f.outline(t, o.Kids)
	}
}

func (f *longFinder) elem(e *structure.Elem) {
	for _, s := range []struct{ value, what string }{
		{e.Alt, "a text alternative"}, {e.ActualText, "the text that a sign stands for"}, {e.E, "the expansion of an abbreviation"},
		{e.ID, "an identifier"}, {e.Title, "the title of a part"}, {e.Contents, "the description of a link"}, {e.URI, "an address"},
	} {
		f.look(s.value, s.what, e.Node)
	}
	for _, k := range e.Kids {
		if kid, ok := k.(*structure.Elem); ok {
			f.elem(kid)
		}
	}
}

// infoText is a value of the document information dictionary.
type infoText struct {
	key   name
	value string
}

// infoTexts are the values that the metadata give.
func infoTexts(opt Options) []infoText {
	return []infoText{
		{"Creator", opt.CreatorTool}, {"Author", strings.Join(opt.Creators, "; ")}, {"Keywords", strings.Join(opt.Keywords, ", ")},
		{"Producer", opt.Producer}, {"Subject", opt.Subject}, {"Title", opt.Title},
	}
}
