package meta

import "testing"

// TestISBNOfOtherPrograms: the key that others write at the top is read as our own is.
func TestISBNOfOtherPrograms(t *testing.T) {
	const good, other = "978-90-12-34567-5", "978-90-12-34568-2"
	for _, c := range []struct {
		head, epub, pdf string
		fault           bool
	}{
		{"isbn: " + good, good, good, false},
		{"isbn: {epub: " + good + ", pdf: " + other + "}", good, other, false},
		{"ISBN: " + good, good, good, false},
		{"isbn: 978-90-12-34567-0", "", "", true},
		{"isbn: {epub: 978-90-12-34567-0}", "", "", true},
		{"isbn: " + good + "\nidentifiers: {isbn: " + good + "}", good, good, false},
		{"isbn: " + other + "\nidentifiers: {isbn: " + good + "}", good, good, true},
		{"isbn: " + good + "\nidentifiers: {number: 7}", good, good, false},
		{"isbn:", "", "", false},
	} {
		m, _, err := ParseFrontMatter("a.md", []byte("title: T\n"+c.head+"\n"))
		if (err != nil) != c.fault {
			t.Errorf("%s: %v", c.head, err)
		}
		epub, pdf := "", ""
		if m.Identifiers != nil && m.Identifiers.ISBN != nil {
			epub, pdf = m.Identifiers.ISBNOf("epub"), m.Identifiers.ISBNOf("pdf")
		}
		if epub != c.epub || pdf != c.pdf {
			t.Errorf("%s: EPUB %q, PDF %q", c.head, epub, pdf)
		}
	}
}
