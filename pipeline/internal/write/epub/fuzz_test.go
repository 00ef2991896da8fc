package epub

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/resolve"
)

// FuzzMarkup: whatever the text, an XML parser reads it back, with U+FFFD for
// what XML cannot hold.
func FuzzMarkup(f *testing.F) {
	for _, s := range append(hostile[:len(hostile):len(hostile)], "\x00", "\r\n", "\xff", "\ufffe", "\t", "&#13;", "<!--", "<![CDATA[") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := &markup{}
		m.element("p", s, "title", "x"+s)
		var back struct {
			Text  string `xml:",chardata"`
			Title string `xml:"title,attr"`
		}
		if err := xml.Unmarshal(m.buf.Bytes(), &back); err != nil {
			t.Fatalf("%q: %v", m.buf.String(), err)
		}
		if want := representable(s); back.Text != want {
			t.Errorf("%q came back as %q", want, back.Text)
		}
		flat := strings.NewReplacer("\n", " ", "\t", " ").Replace(representable(s))
		if back.Title != "x"+flat {
			t.Errorf("attribute %q came back as %q", "x"+flat, back.Title)
		}
		if (m.bad > 0) != (representable(s) != s) {
			t.Errorf("%d characters counted as bad in %q", m.bad, s)
		}
	})
}

// representable is the slow twin of markup.reference: XML 1.0, 2.2, Char.
func representable(s string) string {
	var b strings.Builder
	for _, r := range s { // a byte that is not UTF-8 counts as one U+FFFD
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r <= 0xFFFD, r >= 0x10000:
			b.WriteRune(r)
		default:
			b.WriteRune(utf8.RuneError)
		}
	}
	return b.String()
}

// FuzzNames: whatever an author's identifiers and addresses are, the book is
// sound, and different identifiers stay different.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"a", "1", "a b", "", "é", "fn-1", "page-1", "contents", "cover", "a:b", "\xff", "#", "%", "http://[", "_x20_"} {
		f.Add(s, s+"2")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		one, two := chapter("Een"), chapter("Twee")
		one.ID, two.ID = a, b
		two.Blocks = []ast.Block{para(
			&ast.Link{URL: "#" + a, Inlines: text("een")}, &ast.Link{URL: a, Title: b, Inlines: text("weg")},
			&ast.Lang{Tag: "en", Inlines: text(b)}, &ast.Abbr{Expansion: a, Inlines: text("afk")},
		)}
		if link := two.Blocks[0].(*ast.Paragraph).Inlines[1].(*ast.Link); !ast.Followable(link.URL) {
			link.URL = "urn:x:y" // writers trust Check, which refuses it
		}
		doc := document(one, two)
		log := &diag.Log{}
		if _, err := Build(t.Context(), resolve.Of(matter.Add(doc)), nil, testOptions(), log); err != nil {
			t.Errorf("%v: %+v", err, log.All())
		}
		if utf8.ValidString(a) && utf8.ValidString(b) && a != b && xmlName(a) == xmlName(b) && !strings.Contains(a+b, "_x") {
			t.Errorf("%q and %q are both %q", a, b, xmlName(a))
		}
	})
}
