package layout

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// A line that leads in what follows does not end a page, neither under a heading nor
// between paragraphs, wherever on the page it comes.
func TestLeadInStaysWithWhatFollows(t *testing.T) {
	words := func(n int) *ast.Paragraph {
		return &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: strings.TrimSpace(strings.Repeat("woorden van een alinea ", n))}}}
	}
	for lines := range 45 {
		blocks := []ast.Block{}
		for i := range lines {
			blocks = append(blocks, &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: fmt.Sprintf("Regel %d.", i)}}})
		}
		lead := &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "Besloten is:"}}}
		section := &ast.Section{Level: 2, ID: "s", Title: []ast.Inline{&ast.Text{Value: "Zaak"}}, Blocks: []ast.Block{lead, words(60), lead, words(60)}}
		doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: append(blocks, section)}
		book, _, _ := set(t, withMatter(doc), "screen.css")
		for i := range book.Pages {
			if last := lowest(&book.Pages[i]); last == "Besloten is:" {
				t.Errorf("after %d lines page %d ends with the lead-in", lines, i+1)
			}
		}
	}
}

// A short paragraph in bold that is no sentence stands with what follows it, wherever on
// the page it comes; a sentence in bold is a paragraph like others.
func TestBoldLineStaysWithWhatFollows(t *testing.T) {
	for text, stays := range map[string]bool{"Kosten van het toezicht": true, "Het toezicht kost veel geld.": false} {
		ended := false
		for lines := range 45 {
			var blocks []ast.Block
			for i := range lines {
				blocks = append(blocks, par(fmt.Sprintf("Regel %d.", i)))
			}
			bold := &ast.Paragraph{Inlines: []ast.Inline{&ast.Strong{Inlines: txt(text)}}}
			book, _, _ := set(t, withMatter(&ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: append(blocks, bold, par(strings.Repeat("woorden van een alinea ", 40)))}), "screen.css")
			for i := range book.Pages {
				ended = ended || lowest(&book.Pages[i]) == text
			}
		}
		if ended == stays {
			t.Errorf("%q ends a page: %v", text, ended)
		}
	}
}

// lowest is the lowest line of the text on a page.
func lowest(p *Page) string {
	var y geom.Length
	text := ""
	for _, f := range p.Fragments {
		if f.Run == nil || f.Artifact != NotArtifact {
			continue
		}
		switch {
		case f.Run.Y > y:
			y, text = f.Run.Y, f.Run.Text
		case f.Run.Y == y:
			text += f.Run.Text
		}
	}
	return strings.TrimSpace(text)
}

// White that what comes next would fill is hardly spread over the pages before a heading
// that does not fit with its lines.
func TestWhiteIsNotSpreadOverText(t *testing.T) {
	var strips []strip
	for i := range 100 {
		s := strip{height: 10 * geom.Pt, cost: paragraphCost}
		if i > 75 && i < 82 {
			s.cost = forbidden
		}
		strips = append(strips, s)
	}
	strips[75].cost = 0
	ends, _ := breakPages(strips, noteRuler{sums: []geom.Length{0}}, 0, room{height: 400 * geom.Pt, line: 10 * geom.Pt})
	if ends[0].row < 39 || ends[1].row != 75 {
		t.Errorf("pages of 40 lines end at %v", ends)
	}
}
