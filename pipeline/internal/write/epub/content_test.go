package epub

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
)

func TestHeadingLevelsDoNotSkip(t *testing.T) {
	deep := &ast.Section{Level: 9, Title: text("Diep")}
	for range 7 {
		deep = &ast.Section{Level: deep.Level - 1, Title: text("Hoger"), Blocks: []ast.Block{deep}}
	}
	files, _ := build(t, matter.Add(document(deep)), nil, testOptions())
	levels := regexp.MustCompile(`<h(\d)`).FindAllStringSubmatch(files["EPUB/xhtml/chapter-001.xhtml"], -1)
	got := ""
	for _, l := range levels {
		got += l[1]
	}
	if got != "12345666" {
		t.Errorf("levels %s", got)
	}
}

// TestNotesAreMarkedForPopUps holds the mark-up that reading systems' pop-ups
// need: sup outside the link, the note behind its call in the same file, one
// identifier on the note itself, the way back first, the number outside it.
func TestNotesAreMarkedForPopUps(t *testing.T) {
	inner := &ast.Note{ID: "2", Label: "2", Blocks: []ast.Block{para(text("Noot bij een noot.")...)}}
	outer := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Noot")[0], &ast.NoteRef{Label: "2", Note: inner})}}
	doc := document(
		chapter("Een", long(), para(text("Tekst")[0], &ast.NoteRef{Label: "1", Note: outer})),
		chapter("Twee", para(text("Weer")[0], &ast.NoteRef{Label: "1", Note: outer})))
	doc.Notes = []*ast.Note{outer, inner}
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	one, two := files["EPUB/xhtml/chapter-001.xhtml"], files["EPUB/xhtml/chapter-002.xhtml"]
	inOrder(t, one,
		`<sup class="call"><a id="fnref-1" href="#fn-1" class="noteref" epub:type="noteref" role="doc-noteref">1</a></sup>`,
		`<aside id="fn-1"`, `role="doc-footnote"><p><a href="#fnref-1"`, `role="doc-backlink" aria-label="Terug naar verwijzing 1">↑</a> <span class="label">1.</span> Noot`,
		`<a id="fnref-2" href="#fn-2"`, `<aside id="fn-2"`)
	inOrder(t, two, `<a id="fnref2-1" href="#fn-1"`, `<aside id="fn-1"`, `href="#fnref2-1"`, `<aside id="fn-2"`)
}

// inOrder checks that the parts stand in s, one behind the other.
func inOrder(t *testing.T, s string, parts ...string) {
	t.Helper()
	rest := s
	for _, part := range parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Errorf("no %s behind the parts before it in\n%s", part, s)
			return
		}
		rest = after
	}
}

func TestCallStandsOutsideItsLink(t *testing.T) {
	note := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("Noot.")...)}}
	doc := document(para(&ast.Link{URL: "https://example.org/", Inlines: []ast.Inline{&ast.Text{Value: "b"}, &ast.NoteRef{Label: "1", Note: note}}}))
	doc.Notes = []*ast.Note{note}
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	inOrder(t, files["EPUB/xhtml/chapter-001.xhtml"], `<a href="https://example.org/">b</a><sup class="call"><a id="fnref-1" href="#fn-1" class="noteref" epub:type="noteref" role="doc-noteref">1</a></sup>`)
}

func TestListsKeepTheirMarkers(t *testing.T) {
	item := func(marker string) *ast.ListItem {
		return &ast.ListItem{Marker: marker, Blocks: []ast.Block{para(text("x")...)}}
	}
	cases := map[string]struct {
		list *ast.List
		want string
	}{
		"bullets":             {&ast.List{Items: []*ast.ListItem{item("•"), item("")}}, "<ul>\n<li>x</li>\n<li>x</li>\n</ul>"},
		"dashes":              {&ast.List{Items: []*ast.ListItem{item("–")}}, "<ul>\n<li>x</li>\n</ul>"},
		"other signs":         {&ast.List{Items: []*ast.ListItem{item("Ad 1")}}, `<ul class="marked" role="list">` + "\n" + `<li><span class="marker">Ad 1</span> x</li>`},
		"numbers":             {&ast.List{Style: ast.Decimal, Start: 1, Delim: ".", Items: []*ast.ListItem{item("1."), item("2.")}}, "<ol>\n<li>x</li>"},
		"later number":        {&ast.List{Style: ast.Decimal, Start: 4, Delim: ".", Items: []*ast.ListItem{item("4.")}}, `<ol start="4">` + "\n<li>x</li>"},
		"letters":             {&ast.List{Style: ast.UpperAlpha, Start: 1, Delim: ".", Items: []*ast.ListItem{item("A.")}}, `<ol type="A">` + "\n<li>x</li>"},
		"parenthesis":         {&ast.List{Style: ast.LowerRoman, Start: 2, Delim: ")", Items: []*ast.ListItem{item("ii)")}}, `<span class="marker">ii)</span> x`},
		"out of order":        {&ast.List{Style: ast.Decimal, Start: 1, Delim: ".", Items: []*ast.ListItem{item("1."), item("3.")}}, "<li>x</li>\n<li value=\"3\">x</li>"},
		"counting down":       {&ast.List{Style: ast.LowerRoman, Start: 2, Delim: ".", Items: []*ast.ListItem{item(""), item("i.")}}, `<ol type="i" start="2">` + "\n<li>x</li>\n<li value=\"1\">x</li>"},
		"between two":         {&ast.List{Style: ast.Decimal, Start: 2, Delim: ".", Items: []*ast.ListItem{item("2."), item("2a.")}}, `<span class="marker">2a.</span> x`},
		"marker from numeral": {&ast.List{Style: ast.Decimal, Start: 3, Delim: ")", Items: []*ast.ListItem{item("")}}, `<span class="marker">3)</span> x`},
	}
	for name, c := range cases {
		files, _ := build(t, document(c.list), nil, testOptions())
		if got := files["EPUB/xhtml/chapter-001.xhtml"]; !strings.Contains(got, c.want) {
			t.Errorf("%s: no %s in\n%s", name, c.want, got)
		}
	}
}

func TestWordsInAnotherLanguageAreMarked(t *testing.T) {
	doc := document(para(&ast.Lang{Tag: "fr", Inlines: text("mot")}))
	doc.Meta.Lang = "es-ES"
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	for name, content := range files {
		if strings.HasSuffix(name, ".xhtml") && !strings.Contains(content, `lang="es-ES" xml:lang="es-ES">`) {
			t.Errorf("%s has no language", name)
		}
	}
	inOrder(t, files["EPUB/xhtml/chapter-001.xhtml"], `<span lang="fr" xml:lang="fr">mot</span>`)
	inOrder(t, files["EPUB/xhtml/colophon.xhtml"], `<span lang="en" xml:lang="en">Colophon</span>`)
	inOrder(t, files["EPUB/package.opf"], `accessibilitySummary" xml:lang="en"`)
}

// TestALanguageIsAskedFor holds that none is made up.
func TestALanguageIsAskedFor(t *testing.T) {
	doc := document(para(text("mot")...))
	doc.Meta.Lang = ""
	_, err := Build(t.Context(), resolve.Of(matter.Add(doc)), nil, testOptions(), &diag.Log{})
	if err == nil || !strings.Contains(err.Error(), "lang: …") {
		t.Errorf("got %v", err)
	}
}

// TestOnlyADeclaredCertifierVouches pairs what is claimed with what is not: a
// publisher is no certifier, and a certifier without a level vouches for
// nothing.
func TestOnlyADeclaredCertifierVouches(t *testing.T) {
	for _, c := range []struct {
		meta     meta.Meta
		conforms string
	}{
		{meta.Meta{}, ""},
		{meta.Meta{Creators: meta.People("A."), Publisher: "P."}, ""},
		{meta.Meta{Certifier: &meta.Certifier{Name: "C."}}, ""},
		{meta.Meta{Certifier: &meta.Certifier{Level: "WCAG 2.2 AA"}}, ""},
		{meta.Meta{Certifier: &meta.Certifier{Name: "C.", Level: "AA"}}, ""},
		{meta.Meta{Certifier: &meta.Certifier{Name: "C.", Level: "WCAG 2.2 AA"}}, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"},
		{meta.Meta{Certifier: &meta.Certifier{Name: "C.", Level: "wcag 2.1 level A"}}, "EPUB Accessibility 1.1 - WCAG 2.1 Level A"},
	} {
		doc := document(para(text("x")...))
		doc.Meta = c.meta
		doc.Meta.Title, doc.Meta.Lang = "T", "nl"
		files, _ := build(t, doc, nil, testOptions())
		_, claim, claims := strings.Cut(files["EPUB/package.opf"], `property="dcterms:conformsTo" id="conformance">`)
		claim, _, _ = strings.Cut(claim, "<")
		certified := strings.Contains(files["EPUB/package.opf"], "a11y:certifiedBy")
		if claim != c.conforms || claims != (c.conforms != "") || certified != claims {
			t.Errorf("%+v: claims %q", c.meta.Certifier, claim)
		}
	}
}

// answers are n short chapters.
func answers(n int) []ast.Block {
	out := make([]ast.Block, n)
	for i := range out {
		out[i] = chapter("Vraag", para(text("Ja.")...))
	}
	return out
}

func TestChaptersAreDividedIntoFiles(t *testing.T) {
	cases := map[string]struct {
		blocks []ast.Block
		want   []string
	}{
		"long chapters": {
			[]ast.Block{chapter("Een", long()), chapter("Twee", long())},
			[]string{"Een", "Twee"},
		},
		"few short chapters": {answers(leafletChapters - 1), []string{"Vraag", "Vraag", "Vraag", "Vraag", "Vraag", "Vraag", "Vraag"}},
		"questions":          {answers(leafletChapters), []string{"Vraag Vraag Vraag Vraag Vraag Vraag Vraag Vraag"}},
		"heading alone": {
			[]ast.Block{chapter("Deel"), chapter("Een", long(), long()), chapter("Twee", long())},
			[]string{"Deel Een", "Twee"},
		},
		"text before": {
			[]ast.Block{para(text("Vooraf")...), chapter("Een", long()), chapter("Twee", long())},
			[]string{"", "Een", "Twee"},
		},
	}
	heading := regexp.MustCompile(`<h1[^>]*>([^<]*)</h1>`)
	for name, c := range cases {
		files, _ := build(t, matter.Add(document(c.blocks...)), nil, testOptions())
		var got []string
		for _, file := range sortedKeys(files) {
			if !strings.Contains(file, "/chapter-") {
				continue
			}
			var titles []string
			for _, m := range heading.FindAllStringSubmatch(files[file], -1) {
				titles = append(titles, m[1])
			}
			got = append(got, strings.Join(titles, " "))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// A foreword and an annex stand in their regions and are no chapters; what begins
// the text is the first chapter.
func TestRegionsOfABook(t *testing.T) {
	before, after := chapter("Foreword", para(text("a")...)), chapter("Annex", para(text("c")...))
	before.Region, after.Region = ast.FrontMatter, ast.BackMatter
	files, _ := build(t, matter.Add(document(before, chapter("One", para(text("b")...)), after)), nil, testOptions())
	for name, want := range map[string][]string{
		"EPUB/xhtml/chapter-001.xhtml": {`<body epub:type="frontmatter">`, "Foreword"},
		"EPUB/xhtml/chapter-002.xhtml": {`<body epub:type="bodymatter">`, `epub:type="chapter"`, "One"},
		"EPUB/xhtml/chapter-003.xhtml": {`<body epub:type="backmatter">`, "Annex"},
		"EPUB/nav.xhtml":               {`epub:type="bodymatter" href="xhtml/chapter-002.xhtml"`},
	} {
		inOrder(t, files[name], want...)
	}
	if strings.Contains(files["EPUB/xhtml/chapter-001.xhtml"], "doc-chapter") {
		t.Error("a foreword is called a chapter")
	}
}

// TestWaysBackStayInTheFile: a note is called by another one, by a later chapter,
// and there twice; each file leads back to its own calls, each by its own name.
func TestWaysBackStayInTheFile(t *testing.T) {
	inner := &ast.Note{ID: "2", Label: "2", Blocks: []ast.Block{para(text("Binnen.")...)}}
	outer := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(&ast.NoteRef{Label: "2", Note: inner})}}
	doc := document(chapter("Een", para(text("x")[0], &ast.NoteRef{Label: "1", Note: outer}), long()),
		chapter("Twee", para(text("y")[0], &ast.NoteRef{Label: "2", Note: inner}, text("z")[0], &ast.NoteRef{Label: "2", Note: inner}), long()))
	doc.Notes = []*ast.Note{outer, inner}
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	inOrder(t, files["EPUB/xhtml/chapter-001.xhtml"], `<a id="fnref3-2"`, `<aside id="fn-2"`, `<a href="#fnref3-2"`, `aria-label="Terug naar verwijzing 2">↑</a>`)
	inOrder(t, files["EPUB/xhtml/chapter-002.xhtml"], `<a id="fnref-2"`, `<a id="fnref2-2"`, `<aside id="fn-2"`,
		`<a href="#fnref-2"`, `aria-label="Terug naar verwijzing 2 (a)">↑a</a>`, `<a href="#fnref2-2"`, `aria-label="Terug naar verwijzing 2 (b)">↑b</a>`, "Binnen.")
}
