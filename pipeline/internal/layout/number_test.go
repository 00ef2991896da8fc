package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
)

// printed is a book in print: a foreword of two pages, two chapters of which the
// first has one page.
func printed(t *testing.T) *Book {
	t.Helper()
	foreword := chapter("", "Voorwoord", par(countedWords("voor", 600)))
	foreword.Number, foreword.Sep, foreword.Region = "", "", ast.FrontMatter
	doc := withMatter(&ast.Document{Meta: meta.Meta{Title: "Titel", Lang: "nl"}, Blocks: []ast.Block{
		foreword, chapter("1.", "Een", par("Kort.")), chapter("2.", "Twee", par(countedWords("twee", 600)))}})
	book, _, log := set(t, matter.ForFacingPages(doc), "print-a4.css")
	for _, d := range log.All() {
		t.Error(d.Message)
	}
	return book
}

func labels(b *Book) string {
	var out []string
	for _, p := range b.Pages {
		out = append(out, p.Label)
	}
	return strings.Join(out, " ")
}

func TestFrontMatterHasRomanNumbers(t *testing.T) {
	if got, want := labels(printed(t)), "i ii iii iv v vi 1 2 3 4"; got != want {
		t.Errorf("the pages are %s, want %s", got, want)
	}
}

// A letter has no contents before it, whose folios say what numerals there are.
func TestPagesWithoutFolioHaveLabelsOfTheirOwn(t *testing.T) {
	doc := withMatter(&ast.Document{Meta: meta.Meta{Title: "Titel", Lang: "nl"}, Blocks: []ast.Block{par(countedWords("woord", 900))}})
	book, _, _ := set(t, matter.ForFacingPages(doc), "print-a4.css")
	if got, want := labels(book), "i ii 1 2 3"; got != want {
		t.Errorf("the pages are %s, want %s", got, want)
	}
}

func TestContentsGiveThePrintedNumbers(t *testing.T) {
	contents := ""
	for _, f := range printed(t).Pages[2].Fragments {
		if f.Run != nil {
			contents += f.Run.Text
		}
	}
	contents = strings.NewReplacer(".", "", " ", "").Replace(contents)
	for _, want := range []string{"Voorwoordv", "1Een1", "2Twee3iii"} {
		if !strings.Contains(contents, want) {
			t.Errorf("the contents are %q, without %q", contents, want)
		}
	}
}

// TestChaptersAndFoliosLieOutside: chapters, contents and title page begin on
// right-hand pages, the colophon stands on the verso of the title, folios stand
// on the outer side, and blank pages and the page of a chapter's title have no
// head.
func TestChaptersAndFoliosLieOutside(t *testing.T) {
	b := printed(t)
	for id, want := range map[string]int{"titlepage": 0, "colophon": 1, "contents": 2, "sec-voorwoord": 4, "sec-1-een": 6, "sec-2-twee": 8} {
		if got := b.Dests[id].Page; got != want {
			t.Errorf("%s begins on page %d, want %d", id, got+1, want+1)
		}
	}
	for i, p := range b.Pages {
		head, foot := margins(p)
		middle, left := p.Size.W/2, i%2 == 1
		switch {
		case i == 0 || i == 1 || len(p.Fragments) == 0:
			if head != nil || foot != nil {
				t.Errorf("page %s has a head or a folio", p.Label)
			}
		case foot == nil || foot.Text != p.Label || (foot.X < middle) != left:
			t.Errorf("page %s has the folio %+v", p.Label, foot)
		case (i == 2 || i == 4 || i == 6 || i == 8) != (head == nil):
			t.Errorf("page %s has the head %+v", p.Label, head)
		case head != nil && (head.X < middle) != left:
			t.Errorf("page %s has its head at %v", p.Label, head.X)
		}
	}
	for _, blank := range []int{3, 7} {
		if len(b.Pages[blank].Fragments) > 0 {
			t.Errorf("page %s is not blank", b.Pages[blank].Label)
		}
	}
}

// margins are the first runs above and below a page's text.
func margins(p Page) (head, foot *Run) {
	for _, f := range p.Fragments {
		switch {
		case f.Run == nil:
		case f.Artifact == HeaderArt:
			head = f.Run
		case f.Artifact == FooterArt:
			foot = f.Run
		}
	}
	return head, foot
}

func TestPadFillsTheLastSheet(t *testing.T) {
	for signature, want := range map[int]int{1: 10, 2: 10, 4: 12, 8: 16, 16: 16} {
		b := printed(t)
		Pad(b, signature)
		if len(b.Pages) != want {
			t.Errorf("sheets of %d pages give %d pages, want %d", signature, len(b.Pages), want)
		}
		for _, p := range b.Pages[10:] {
			if len(p.Fragments) > 0 || p.Size != b.Pages[0].Size {
				t.Errorf("page %s: %d fragments, %v", p.Label, len(p.Fragments), p.Size)
			}
		}
		if want == 16 && !strings.HasSuffix(labels(b), " 4 5 6 7 8 9 10") {
			t.Errorf("the pages are %s", labels(b))
		}
	}
}

// TestOneSidedFoliosStandOnOneSide: the screen edition is not leafed through.
func TestOneSidedFoliosStandOnOneSide(t *testing.T) {
	doc := withMatter(&ast.Document{Meta: meta.Meta{Title: "Titel", Lang: "nl"}, Blocks: []ast.Block{chapter("1.", "Een", par(countedWords("een", 1500)))}})
	book, _, _ := set(t, doc, "screen.css")
	for _, p := range book.Pages[1:] {
		if _, foot := margins(p); foot == nil || foot.X < p.Size.W/2 {
			t.Errorf("page %s has the folio %+v", p.Label, foot)
		}
	}
}

// TestGeneratedTitlesHeadTheirOwnPages: what follows the contents and belongs to no
// chapter has no running head, and a chapter that begins there has its own.
func TestGeneratedTitlesHeadTheirOwnPages(t *testing.T) {
	contents := &ast.Matter{Role: ast.Colophon, Title: txt("Colofon"), Blocks: []ast.Block{par("Gemaakt.")}}
	for _, tc := range []struct {
		name string
		next ast.Block
		want string
	}{
		{"no chapter", par(countedWords("woord", 300)), ""},
		{"a chapter", chapter("1.", "Begin", par(countedWords("woord", 300))), "1. Begin"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			book, _, _ := set(t, &ast.Document{Blocks: []ast.Block{contents, tc.next}}, "page.css")
			if len(book.Pages) < 2 {
				t.Fatalf("%d pages", len(book.Pages))
			}
			for i, p := range book.Pages {
				head := ""
				for _, f := range p.Fragments {
					if f.Artifact == HeaderArt && f.Run != nil {
						head += f.Run.Text
					}
				}
				if want := map[bool]string{true: "Colofon", false: tc.want}[i == 0]; head != want {
					t.Errorf("page %d is headed %q, want %q", i+1, head, want)
				}
			}
		})
	}
}
