package markdown_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
)

// TestFrontMatterFaults: a value in error is an error in Octavo's own front
// matter and is left out, with a warning, in that of another program; a wrong
// number of the publication is an error in both.
func TestFrontMatterFaults(t *testing.T) {
	for _, c := range []struct{ name, front, fails, dropped string }{
		{"date of ours", "title: a\ndate: 2025-13-45\n", "m.md:3:", ""},
		{"date of another's", "layout: post\ndate: 2025-13-45\n", "", "2025-13-45"},
		{"language of ours", "lang: Dutch\n", "write nl", ""},
		{"language of another's", "layout: post\nlang: Dutch\n", "", "Dutch"},
		{"ISBN of another's", "layout: post\nidentifiers: {isbn: 978-90-12-34567-0}\n", "978-90-12-34567-5", ""},
		{"slip", "title: a: b\n", `m.md:2:8: the value holds a colon`, ""},
	} {
		var log diag.Log
		doc, err := markdown.Read("m.md", []byte("---\n"+c.front+"---\n\nText.\n"), &log)
		switch {
		case c.fails != "":
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v", c.name, err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.name, err)
		case doc.Meta.Date != "" || doc.Meta.Lang != "":
			t.Errorf("%s: the value was used: %+v", c.name, doc.Meta)
		case log.Count(func(d diag.Diagnostic) bool { return d.Dropped == c.dropped && d.Pos.Line == 3 && d.Hint != "" }) != 1:
			t.Errorf("%s: not on record: %+v", c.name, log.All())
		}
	}
}

// Front matter in TOML that is too long is refused with its size, and one byte less is read.
func TestLongTOML(t *testing.T) {
	of := func(n int) string {
		const around = "title = \"a\"\n# \n"
		return "+++\ntitle = \"a\"\n# " + strings.Repeat("b", n-len(around)) + "\n+++\n\nc\n"
	}
	const most = 32 << 10
	if _, err := markdown.Read("m.md", []byte(of(most)), &diag.Log{}); err != nil {
		t.Errorf("%d bytes: %v", most, err)
	}
	_, err := markdown.Read("m.md", []byte(of(most+1)), &diag.Log{})
	if err == nil || !strings.Contains(err.Error(), "m.md:1") || !strings.Contains(err.Error(), "32 KB") {
		t.Errorf("%d bytes: %v", most+1, err)
	}
}
