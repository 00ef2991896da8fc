package epub

import (
	"slices"
	"strings"
)

// content is a file with what it says of itself.
type content struct {
	data  []byte
	facts facts
}

// and is c followed by more.
func (c content) and(more content) content {
	return content{slices.Concat(c.data, more.data), c.facts.and(more.facts)}
}

// facts are the identifiers of a file and the addresses in it, as they were
// written, and what its entry in the manifest has to tell.
type facts struct {
	ids  []string
	refs []reference
	// math tells that there is MathML in the file.
	math bool
}

// reference is an address; loads says that the reading system itself fetches
// what is there.
type reference struct {
	address string
	loads   bool
}

// attr keeps an attribute that names its element or refers to another.
func (f *facts) attr(name, value string) {
	switch name {
	case "id":
		f.ids = append(f.ids, value)
	case "src":
		f.refs = append(f.refs, reference{value, true})
	case "href", "full-path":
		f.refs = append(f.refs, reference{value, false})
	case "aria-labelledby":
		f.refs = append(f.refs, reference{"#" + value, false})
	}
}

func (f facts) and(more facts) facts {
	return facts{slices.Concat(f.ids, more.ids), slices.Concat(f.refs, more.refs), f.math || more.math}
}

// sheetContent is a style sheet with the addresses of its url(…).
func sheetContent(css []byte) content {
	c := content{data: css}
	for rest := string(css); ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return c
		}
		address, tail, _ := strings.Cut(after, ")")
		c.facts.refs = append(c.facts.refs, reference{strings.Trim(address, "\"' "), true})
		rest = tail
	}
}
