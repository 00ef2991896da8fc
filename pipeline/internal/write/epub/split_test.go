package epub

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/matter"
)

// sentence is about 100 bytes that say where they stand.
func sentence(n int) string {
	return fmt.Sprintf("Zin %06d van het lange hoofdstuk, dat meer zegt dan een oude lezer in één keer aankan. ", n)
}

// longChapter has sections of sections with paragraphs, each of which calls a note and
// leads to the first section; the third section is longer than a file.
func longChapter() *ast.Document {
	doc, count := document(), 0
	paragraph := func() ast.Block {
		count++
		note := &ast.Note{ID: fmt.Sprint(count), Label: fmt.Sprint(count), Blocks: []ast.Block{para(text(sentence(900000 + count))...)}}
		doc.Notes = append(doc.Notes, note)
		run := &ast.Text{Value: strings.Repeat(sentence(count), 20)}
		return para(run, &ast.NoteRef{Label: note.Label, Note: note}, &ast.Link{URL: "#deel-1", Inlines: text("deel 1")})
	}
	section := func(level, n, paragraphs int) *ast.Section {
		s := &ast.Section{Level: level, ID: fmt.Sprintf("deel-%d", n), Title: text(fmt.Sprintf("Deel %d", n))}
		for range paragraphs {
			s.Blocks = append(s.Blocks, paragraph())
		}
		return s
	}
	third := &ast.Section{Level: 2, ID: "deel-3", Title: text("Deel 3")}
	whole := &ast.Section{Level: 1, ID: "lang", Title: text("Lang"), Blocks: []ast.Block{paragraph(), section(2, 1, 30), section(2, 2, 30), third}}
	third.Blocks = []ast.Block{section(3, 31, 60), section(3, 32, 60), paragraph()}
	whole.Blocks = append(whole.Blocks, section(2, 4, 30))
	doc.Blocks = []ast.Block{whole, &ast.Section{Level: 1, ID: "kort", Title: text("Kort"), Blocks: []ast.Block{paragraph()}}}
	return doc
}

// breaksOf has a page begin with each paragraph of longChapter.
func breaksOf(doc *ast.Document) []PageBreak {
	var breaks []PageBreak
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		if run, ok := n.(*ast.Text); ok && strings.HasPrefix(run.Value, "Zin ") {
			breaks = append(breaks, PageBreak{Label: fmt.Sprint(len(breaks) + 1), Loc: ast.Loc{Node: run}})
		}
		return true
	})
	return breaks
}

// TestLongChaptersAreDivided holds that files stay under the limit, that nothing is
// lost or repeated, and that notes stand with their calls.
func TestLongChaptersAreDivided(t *testing.T) {
	doc := matter.Add(longChapter())
	files, log := build(t, doc, breaksOf(doc), testOptions())
	if len(log) > 0 {
		t.Errorf("findings: %+v", log)
	}
	var bodies []string
	for n := 1; files[root+xhtmlFolder+textFile(n)] != ""; n++ {
		body := files[root+xhtmlFolder+textFile(n)]
		bodies = append(bodies, body)
		if len(body) > fileLimit {
			t.Errorf("file %d has %d bytes", n, len(body))
		}
		if calls, notes := strings.Count(body, `epub:type="noteref"`), strings.Count(body, "<aside "); calls == 0 || calls != notes {
			t.Errorf("file %d has %d calls and %d notes", n, calls, notes)
		}
		if n > 2 && !strings.Contains(body, `href="`+textFile(1)+`#to-deel-1"`) {
			t.Errorf("file %d does not lead to the first section", n)
		}
	}
	all := strings.Join(bodies, "")
	met := regexp.MustCompile(`<p>(?:<span [^>]*></span>)?Zin (\d{6})`).FindAllStringSubmatch(all, -1)
	for i, m := range met {
		if want := fmt.Sprintf("%06d", i+1); m[1] != want {
			t.Fatalf("paragraph %s stands where %s is to stand", m[1], want)
		}
	}
	if len(met) != len(doc.Notes) || len(bodies) < 4 {
		t.Errorf("%d paragraphs of %d in %d files", len(met), len(doc.Notes), len(bodies))
	}
	holdsNavigation(t, files, len(doc.Notes))
	if n := strings.Count(all, `role="doc-chapter"`); n != 2 {
		t.Errorf("%d chapters are marked as such, want 2", n)
	}
}

// holdsNavigation wants each page and section once, in reading order; that each
// address leads somewhere, preflight has seen to.
func holdsNavigation(t *testing.T, files map[string]string, pages int) {
	t.Helper()
	nav := files["EPUB/nav.xhtml"]
	inOrder(t, nav, `#lang"`, `#deel-1"`, `#deel-2"`, `#deel-3"`, `#deel-31"`, `#deel-32"`, `#deel-4"`, `#kort"`, "page-list", ">1<", ">2<", fmt.Sprintf(">%d<", pages))
	last := ""
	for _, m := range regexp.MustCompile(`href="xhtml/(chapter-\d+)\.xhtml#page-`).FindAllStringSubmatch(nav, -1) {
		if m[1] < last {
			t.Errorf("%s stands behind %s in the list of pages", m[1], last)
		}
		last = m[1]
	}
	if n := strings.Count(nav, "#page-"); n != pages {
		t.Errorf("%d pages listed of %d", n, pages)
	}
	inOrder(t, files["EPUB/package.opf"], `<itemref idref="chapter-001-xhtml"/>`, `<itemref idref="chapter-002-xhtml"/>`, `<itemref idref="chapter-003-xhtml"/>`)
}

// TestSectionsBeginFilesWhereTheyFit wants a cut before a heading rather than in what
// it heads, and never between a heading or a lead and what follows.
func TestSectionsBeginFilesWhereTheyFit(t *testing.T) {
	doc := longChapter()
	doc.Blocks[0].(*ast.Section).Blocks[1].(*ast.Section).Blocks = append(doc.Blocks[0].(*ast.Section).Blocks[1].(*ast.Section).Blocks, para(text("Namelijk:")...), &ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{para(text("dit")...)}}}})
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	for n := 2; files[root+xhtmlFolder+textFile(n)] != ""; n++ {
		before, body := files[root+xhtmlFolder+textFile(n-1)], files[root+xhtmlFolder+textFile(n)]
		before, _, _ = strings.Cut(before, "<section class=\"notes")
		if regexp.MustCompile(`(</h\d>|Namelijk:</p>)\s*(</section>\s*)*$`).MatchString(before) {
			t.Errorf("file %d ends with a heading or a lead: %s", n-1, before[max(0, len(before)-300):])
		}
		if !strings.Contains(body, "<h") {
			t.Errorf("file %d has no heading: %.600s", n, body)
		}
	}
}

// A note that is called often is as long as its ways back; each of them weighs where its
// call stands, or every paragraph would be a file of its own.
func TestANoteCalledOftenDividesNoFurther(t *testing.T) {
	doc := document()
	note := &ast.Note{ID: "1", Label: "1", Blocks: []ast.Block{para(text("De noot.")...)}}
	doc.Notes = []*ast.Note{note}
	whole := &ast.Section{Level: 1, ID: "lang", Title: text("Lang")}
	const calls = 3000
	for n := range calls {
		whole.Blocks = append(whole.Blocks, para(&ast.Text{Value: sentence(n)}, &ast.NoteRef{Label: "1", Note: note}))
	}
	doc.Blocks = []ast.Block{whole}
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	texts, ways := 0, 0
	for files[root+xhtmlFolder+textFile(texts+1)] != "" {
		texts++
		body := files[root+xhtmlFolder+textFile(texts)]
		ways += strings.Count(body, "doc-backlink")
		if len(body) > fileLimit {
			t.Errorf("file %d has %d bytes", texts, len(body))
		}
	}
	if texts < 3 || texts > 8 || ways != calls {
		t.Errorf("%d files of text with %d ways back, want some five with %d", texts, ways, calls)
	}
}
