package ast

import "testing"

// TestAltFault pairs alternatives that stand in for a picture with those that
// look like it.
func TestAltFault(t *testing.T) {
	for _, c := range []struct{ alt, src, caption, fault string }{
		{"", "a.png", "", "no text"},
		{" \u00a0\u200b", "a.png", "", "no text"},
		{"Verloop van de uitgaven per regio in drie jaren", "beeld.png", "Uitgaven", ""},
		{"IMG_2034.png", "beeld.png", "", "file"},
		{"grafiek-3.png", "grafiek-3.png", "", "file"},
		{"Foto van de dijk.JPG", "x.jpg", "", "file"},
		{"map/kaart 2.tiff", "x.jpg", "", "file"},
		{"uitgaven_2023", "img/uitgaven_2023.png", "", "file"},
		{"Het bestand heeft de vorm .png", "x.png", "", ""},
		{"Het logo van Node.js", "node.png", "", ""},
		{"Logo", "logo.png", "", ""},
		{"Figuur 3", "x.png", "", "label"},
		{"Figuur 3 toont de groei", "x.png", "", ""},
		{"Abbildung 2", "x.png", "", "label"},
		{"Abb. B.2:", "x.png", "", "label"},
		{"figure IV", "x.png", "", "label"},
		{"image", "x.png", "", "label"},
		{"Image001", "x.png", "", "label"},
		{"Schéma n° 4", "x.png", "", "label"},
		{"Foto (2)", "x.png", "", "label"},
		{"Foto van de dam", "x.png", "", ""},
		{"Figuren", "x.png", "", ""},
		{"Het peil.", "x.png", "Het  peil", "caption"},
		{"Figuur 1. Het peil.", "x.png", "Figuur 1. Het peil.", "caption"},
		{"Het peil daalt", "x.png", "Het peil", ""},
		{"Het peil", "x.png", "Figuur 1. Het peil.", "caption"},
		{"Abbildung B.2: Der Pegel", "x.png", "Der Pegel", "caption"},
		{"Figure IV – Le niveau", "x.png", "Fig. 4: Le niveau", "caption"},
		{"Figuur 1. Het peil daalt", "x.png", "Figuur 1. Het peil", ""},
		{"Kaart: het peil", "x.png", "Tabel: het peil", "caption"},
		{"Zomer. Het peil", "x.png", "Het peil", ""},
	} {
		fault := (&Image{Src: c.src, Alt: c.alt}).AltFault(txt(c.caption))
		if kind := map[string]string{
			"has no text alternative": "no text", "has the name of a file for its text alternative": "file",
			"has a mere label for its text alternative": "label", "has its caption for its text alternative": "caption",
		}[fault]; kind != c.fault || kind == "" && fault != "" {
			t.Errorf("%q beside %q: %q, want %q", c.alt, c.caption, fault, c.fault)
		}
	}
	if fault := (&Image{Src: "x.png", Decorative: true}).AltFault(nil); fault != "" {
		t.Errorf("a decoration %s", fault)
	}
}

// TestLacksHeaders pairs the last grid that needs no headers, or has them, with
// the first that lacks them.
func TestLacksHeaders(t *testing.T) {
	two, empty := row("a", "b"), &Row{Cells: []*Cell{cell(), cell()}}
	corner := &Row{Cells: []*Cell{cell(), cell(paras("b")...)}}
	cols := make([]Align, 2)
	for name, c := range map[string]struct {
		table Table
		want  bool
	}{
		"one row":                 {Table{Cols: cols, Body: []*Row{two}}, false},
		"two rows":                {Table{Cols: cols, Body: []*Row{two, two}}, true},
		"one column":              {Table{Cols: cols[:1], Body: []*Row{row("a"), row("b")}}, false},
		"head":                    {Table{Cols: cols, Head: []*Row{two}, Body: []*Row{two}}, false},
		"head with an empty cell": {Table{Cols: cols, Head: []*Row{corner}, Body: []*Row{two}}, false},
		"head of empty cells":     {Table{Cols: cols, Head: []*Row{empty}, Body: []*Row{two}}, true},
		"column of heads":         {Table{Cols: cols, HeadCols: 1, Body: []*Row{two, two}}, false},
		"empty column of heads":   {Table{Cols: cols, HeadCols: 1, Body: []*Row{corner, corner}}, true},
	} {
		if got := c.table.LacksHeaders(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// What stands in a picture's place has words, wherever the picture lies.
func TestWordsOfAPicture(t *testing.T) {
	for _, c := range []struct{ src, alt, want string }{
		{"maps/river.png", "", "river.png"},
		{"maps/river.png", "The river", "The river"},
		{"https://example.org/a/logo.jpg?size=2", "", "logo.jpg"},
		{"data:image/x-emf;base64,AQAA", "", "image.emf"},
		{"data:image/svg+xml,%3Csvg/%3E", "", "image.svg"},
		{"data:,no", "", "image"},
	} {
		if got := (&Image{Src: c.src, Alt: c.alt}).Words(); got != c.want {
			t.Errorf("%s: %q, want %q", c.src, got, c.want)
		}
	}
}
