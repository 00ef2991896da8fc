package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
)

// preflight proves what go-epub does not look at: every XML file is
// well-formed, no identifier is used twice in a file, every reference leads to
// something in the publication, and nothing is loaded from outside it. What
// fails here is a fault of this package, not of the source.
func preflight(entries []entry, log *diag.Log) error {
	sheets := make([]facts, len(entries))
	parallel(len(entries), func(i int) { sheets[i] = factsOf(entries[i]) })
	known := map[string]*facts{}
	for i, e := range entries {
		known[e.name] = &sheets[i]
	}
	before := log.Count(isError)
	for i, e := range entries {
		for _, p := range append(sheets[i].problems, sheets[i].check(e.name, known)...) {
			log.Add(diag.Diagnostic{
				Code: p.code, Severity: diag.Error, Rule: "epub-preflight", Pos: diag.Pos{File: e.name, Line: p.line},
				Message: p.message, Hint: "this is a fault in the program; please report it with the input",
			})
		}
	}
	if n := log.Count(isError) - before; n > 0 {
		return fmt.Errorf("the EPUB is not sound: %d errors found in it, see the log", n)
	}
	return nil
}

func isError(d diag.Diagnostic) bool { return d.Severity == diag.Error }

// facts are what preflight gathers from one file.
type facts struct {
	ids      map[string]bool
	refs     []reference
	problems []problem
}

type reference struct {
	address string
	line    int
	loads   bool // src: fetched by the reading system itself
}

type problem struct {
	code    diag.Code
	line    int
	message string
}

func factsOf(e entry) facts {
	f := facts{ids: map[string]bool{}}
	switch path.Ext(e.name) {
	case ".xhtml", ".opf", ".ncx", ".xml":
		f.readXML(e.data)
	case ".css":
		f.readCSS(e.data)
	}
	return f
}

func (f *facts) readXML(data []byte) {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			line, _ := d.InputPos()
			f.problems = append(f.problems, problem{CodeMarkup, line, err.Error()})
			return
		}
		if start, ok := t.(xml.StartElement); ok && len(start.Attr) > 0 {
			line, _ := d.InputPos()
			f.element(start, line)
		}
	}
}

func (f *facts) element(e xml.StartElement, line int) {
	for _, a := range e.Attr {
		switch {
		case a.Name.Local == "id" && a.Name.Space == "":
			if f.ids[a.Value] {
				f.problems = append(f.problems, problem{CodeDuplicateID, line, "identifier used twice: " + a.Value})
			}
			f.ids[a.Value] = true
		case a.Name.Local == "src" || a.Name.Local == "href" || a.Name.Local == "full-path":
			f.refs = append(f.refs, reference{a.Value, line, a.Name.Local == "src" || isStyleSheet(e)})
		case a.Name.Local == "aria-labelledby":
			f.refs = append(f.refs, reference{"#" + a.Value, line, false})
		}
	}
}

// isStyleSheet tells the link that is fetched from those that say where more
// is to be found.
func isStyleSheet(e xml.StartElement) bool {
	return e.Name.Local == "link" && slices.ContainsFunc(e.Attr, func(a xml.Attr) bool {
		return a.Name.Local == "rel" && a.Value == "stylesheet"
	})
}

// readCSS gathers url(…) and refuses imports.
func (f *facts) readCSS(data []byte) {
	rest := string(data)
	line := 1
	for {
		before, after, ok := strings.Cut(rest, "url(")
		if !ok {
			return
		}
		line += strings.Count(before, "\n")
		address, tail, _ := strings.Cut(after, ")")
		f.refs = append(f.refs, reference{strings.Trim(address, "\"' "), line, true})
		rest = tail
	}
}

// check resolves the references of the file called name.
func (f *facts) check(name string, known map[string]*facts) []problem {
	var out []problem
	for _, r := range f.refs {
		if i := strings.IndexByte(r.address, ':'); i > 0 && !strings.ContainsAny(r.address[:i], "/#") {
			if r.loads {
				out = append(out, problem{CodeRemote, r.line, "loads from outside the publication: " + r.address})
			}
			continue
		}
		file, fragment, _ := strings.Cut(r.address, "#")
		target := name
		switch {
		case file != "" && path.Dir(name) == "META-INF":
			target = file // relative to the container's root
		case file != "":
			target = path.Join(path.Dir(name), file)
		}
		to, ok := known[target]
		if !ok || fragment != "" && !to.ids[fragment] {
			out = append(out, problem{CodeReference, r.line, "leads to nothing in the publication: " + r.address})
		}
	}
	return out
}
