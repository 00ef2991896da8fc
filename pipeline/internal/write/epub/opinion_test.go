package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"reflect"
	"strings"
	"testing"
)

// parsedFacts is a second opinion on the facts of a file: what a parser finds
// in it. The error tells that it is not well-formed.
func parsedFacts(data []byte) (facts, error) {
	var f facts
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return f, err
		}
		if start, ok := t.(xml.StartElement); ok {
			f.math = f.math || start.Name.Local == "math"
			for _, a := range start.Attr {
				if a.Name.Space == "" {
					f.attr(a.Name.Local, a.Value)
				}
			}
		}
	}
}

func isXML(name string) bool {
	return strings.Contains(".xhtml .opf .ncx .xml", path.Ext(name)) && path.Ext(name) != ""
}

// holdsFacts compares the facts of every file with what a parser finds.
func holdsFacts(t testing.TB, entries []entry) {
	t.Helper()
	for _, e := range entries {
		if !isXML(e.name) {
			continue
		}
		parsed, err := parsedFacts(e.data)
		if err != nil {
			t.Errorf("%s is not well-formed: %v", e.name, err)
			continue
		}
		for i := range e.facts.refs { // what XML cannot hold was replaced
			e.facts.refs[i].address = strings.ToValidUTF8(e.facts.refs[i].address, "\uFFFD")
		}
		if !reflect.DeepEqual(parsed, e.facts) {
			t.Errorf("%s: a parser finds\n%+v\nits facts are\n%+v", e.name, parsed, e.facts)
		}
	}
}

// fileOf is a file as its writer would give it.
func fileOf(t *testing.T, name, data string) entry {
	t.Helper()
	if path.Ext(name) == ".css" {
		return entry{name: name, content: sheetContent([]byte(data))}
	}
	f, err := parsedFacts([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	return entry{name: name, content: content{[]byte(data), f}}
}
