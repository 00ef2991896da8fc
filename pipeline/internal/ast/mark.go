package ast

// Mark is a run that its author struck out, put in, underlined or highlighted.
// Its text is the source's; who reads it must be able to tell it from what
// stands around.
type Mark struct {
	At
	Kind    MarkKind
	Inlines []Inline
}

func (*Mark) inline() {}

// MarkKind is the kind of a Mark, by its element (HTML, 4.5.5, 4.5.22, 4.5.23
// and 4.7).
type MarkKind string

// The kinds.
const (
	Deleted     MarkKind = "del"  // no longer part of the document
	Inserted    MarkKind = "ins"  // put in after it was made
	Struck      MarkKind = "s"    // no longer accurate or relevant
	Underlined  MarkKind = "u"    // set off by a line below
	Highlighted MarkKind = "mark" // set off by a ground
)

// MarkKinds are the kinds that there are.
var MarkKinds = []MarkKind{Deleted, Inserted, Struck, Underlined, Highlighted}

// markClasses are the classes by which canonical Markdown and programs name
// the kinds; the first of a kind is canonical (pandoc's manual, "Bracketed
// spans", "Underline", "Highlighting" and "--track-changes").
var markClasses = []struct {
	class string
	kind  MarkKind
}{
	{"deletion", Deleted}, {"insertion", Inserted}, {"struck", Struck}, {"underline", Underlined}, {"mark", Highlighted},
	{"deleted", Deleted}, {"inserted", Inserted}, {"ul", Underlined}, {"strikeout", Struck}, {"strikethrough", Struck}, {"line-through", Struck}, {"highlight", Highlighted},
}

// Class is the class of a kind in canonical Markdown; "" for none that is known.
func (k MarkKind) Class() string {
	for _, c := range markClasses {
		if c.kind == k {
			return c.class
		}
	}
	return ""
}

// MarkOfClass is the kind that a class names; "" for none.
func MarkOfClass(class string) MarkKind {
	for _, c := range markClasses {
		if c.class == class {
			return c.kind
		}
	}
	return ""
}

// MarkOfTag is the kind that an element of HTML stands for; "" for none. The
// obsolete strike is s (HTML, 16.2).
func MarkOfTag(tag string) MarkKind {
	if tag == "strike" {
		return Struck
	}
	for _, k := range MarkKinds {
		if tag == string(k) {
			return k
		}
	}
	return ""
}
