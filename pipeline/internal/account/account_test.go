package account

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

func paragraphs(texts ...string) []ast.Block {
	var out []ast.Block
	for _, t := range texts {
		out = append(out, &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: t}}})
	}
	return out
}

func TestCheck(t *testing.T) {
	dropped := []diag.Diagnostic{{Dropped: "weg"}}
	columns := []diag.Diagnostic{{Code: columnsRead, Message: "lines 1 to 2 hold columns of text side by side, parted at 2"}}
	note := &ast.Note{Label: "1", Blocks: paragraphs("noot")}
	called := &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "tekst"}, &ast.NoteRef{Label: "1", Note: note}}}
	for name, c := range map[string]struct {
		source string
		doc    *ast.Document
		log    []diag.Diagnostic
		want   string // part of the error, "" for none
	}{
		"all there":          {"a b\nc", &ast.Document{Blocks: paragraphs("a b", "c")}, nil, ""},
		"dropped and said":   {"a weg", &ast.Document{Blocks: paragraphs("a")}, dropped, ""},
		"lost":               {"a b", &ast.Document{Blocks: paragraphs("a")}, nil, `lost: 'b' x 1`},
		"invented":           {"a", &ast.Document{Blocks: paragraphs("ab")}, nil, `invented: 'b' x 1`},
		"out of order":       {"ab", &ast.Document{Blocks: paragraphs("b", "a")}, nil, "out of order"},
		"marks in a column":  {"1. 2. eerste tweede", &ast.Document{Blocks: paragraphs("1. eerste", "2. tweede")}, []diag.Diagnostic{{Code: marksPaired}}, ""},
		"texts out of order": {"1. 2. middelste-eerst middelste-tweede", &ast.Document{Blocks: paragraphs("1. middelste-tweede", "2. middelste-eerst")}, []diag.Diagnostic{{Code: marksPaired}}, "out of order"},
		"columns":            {"a    c\nb    d\n", &ast.Document{Blocks: paragraphs("a b", "c d")}, columns, ""},
		"read across":        {"a    c\nb    d\n", &ast.Document{Blocks: paragraphs("a c", "b d")}, columns, "out of order"},
		"no columns said":    {"a    c\nb    d\n", &ast.Document{Blocks: paragraphs("a b", "c d")}, nil, "out of order"},
		"a page behind":      {"a    c\nb    d\fe\n", &ast.Document{Blocks: paragraphs("a b", "c d", "e")}, columns, ""},
		"no such lines":      {"a    c\n", &ast.Document{Blocks: paragraphs("a c")}, columns, ""},
		"dropped, but there": {"weg", &ast.Document{Blocks: paragraphs("weg")}, dropped, "invented"},
		"title":              {"Titel\na", &ast.Document{Meta: meta.Meta{Title: "Titel"}, Blocks: paragraphs("a")}, nil, ""},
		"title in the body":  {"Titel\na", &ast.Document{Meta: meta.Meta{Title: "Titel"}, Blocks: paragraphs("Titel", "a")}, nil, ""},
		"note and call":      {"tekst¹\n1 noot", &ast.Document{Blocks: []ast.Block{called}, Notes: []*ast.Note{note}}, nil, ""},
		"number and marker": {"1. Kop • punt", &ast.Document{Blocks: []ast.Block{&ast.Section{
			Level: 1, Number: "1.", Title: []ast.Inline{&ast.Text{Value: "Kop"}},
			Blocks: []ast.Block{&ast.List{Items: []*ast.ListItem{{Marker: "•", Blocks: paragraphs("punt")}}}},
		}}}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := Check(c.source, c.doc, c.log)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestNumbersAddUp(t *testing.T) {
	doc := &ast.Document{Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "abc de"}}}}}
	log := []diag.Diagnostic{{Dropped: "xy"}}
	for source, want := range map[string]Numbers{
		"abc\nde x y": {Source: 7, Kept: 5, Dropped: 2},
		"abcde xyz":   {Source: 8, Kept: 5, Dropped: 2, Lost: 1},
		"abcd xy":     {Source: 6, Kept: 5, Dropped: 2, Invented: 1},
	} {
		if got := Count(source, doc, log); got != want {
			t.Errorf("%q: %+v, want %+v", source, got, want)
		}
	}
	doc.Meta.Title = "T"
	if got := Count("T abcde xy", doc, log); got != (Numbers{Source: 8, Kept: 6, Dropped: 2}) {
		t.Errorf("the title in the metadata: %+v", got)
	}
}
