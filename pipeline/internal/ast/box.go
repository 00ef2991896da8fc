package ast

import "strings"

// Box is a part of the text that is set apart from it: a warning, a tip, an
// aside, as Markdown's dialects and web pages have them (admonition, callout,
// alert). A heading in it is its Title or a paragraph, and heads nothing
// outside. Where the source gives no title, Title is empty, and the word of its
// kind stands there in print.
type Box struct {
	At
	Kind   BoxKind
	Title  []Inline
	ID     string
	Blocks []Block
}

func (*Box) block() {}

// BoxKind is what a box is for; it is its class in canonical Markdown.
type BoxKind string

// The kinds. Aside is for a box that says nothing of itself.
const (
	Aside     BoxKind = "aside"
	Remark    BoxKind = "note"
	Info      BoxKind = "info"
	Tip       BoxKind = "tip"
	Important BoxKind = "important"
	Warning   BoxKind = "warning"
	Caution   BoxKind = "caution"
	Danger    BoxKind = "danger"
	ExampleOf BoxKind = "example"
	Summary   BoxKind = "summary"
	Question  BoxKind = "question"
	Success   BoxKind = "success"
	Failure   BoxKind = "failure"
)

// BoxKinds are the kinds that there are.
var BoxKinds = []BoxKind{Aside, Remark, Info, Tip, Important, Warning, Caution, Danger, ExampleOf, Summary, Question, Success, Failure}

// boxNames are the other names that programs have for the kinds: MkDocs
// (Material, "Supported types"), Obsidian ("Callouts"), Docutils ("Admonitions"),
// Docusaurus and Bootstrap.
var boxNames = map[string]BoxKind{
	"abstract": Summary, "tldr": Summary,
	"todo": Info, "seealso": Info, "fact": Info, "infobox": Info, "notebox": Remark, "remarque": Remark, "hinweis": Remark,
	"key-point": Important, "merksatz": Important, "achtung": Caution, "let-op": Caution,
	"textbox": Aside, "tekstvak": Aside, "sidebar": Aside, "details": Aside,
	"primary": Remark, "secondary": Remark, "light": Remark, "dark": Remark, "notice": Important, "advisement": Important,
	"hint": Tip, "check": Success, "done": Success, "help": Question, "faq": Question,
	"attention": Warning, "fail": Failure, "missing": Failure, "error": Danger, "advisory": Warning,
	"issue": Remark, "remark": Remark, "alert": Warning, "inset": Aside, "box": Aside, "kader": Aside, "encadre": Aside, "kasten": Aside,
}

// BoxOfName is the kind that a name stands for, whatever its case; false where
// none has it.
func BoxOfName(name string) (BoxKind, bool) {
	name = strings.ToLower(name)
	for _, k := range BoxKinds {
		if string(k) == name {
			return k, true
		}
	}
	k, ok := boxNames[name]
	return k, ok
}

// Known reports whether k is one of the kinds.
func (k BoxKind) Known() bool {
	own, ok := BoxOfName(string(k))
	return ok && own == k
}
