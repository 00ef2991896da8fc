package epub

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
)

// outline makes sections of lines; a tab puts a line into the section above it.
func outline(lines ...string) []ast.Block {
	var out []ast.Block
	for _, line := range lines {
		title, inner := strings.CutPrefix(line, "\t")
		s := &ast.Section{Level: 1, Title: []ast.Inline{&ast.Text{Value: title}}, ID: xmlName(strings.ToLower(title)),
			Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "Tekst."}}}}}
		if number, rest, ok := strings.Cut(title, ") "); ok {
			s.Number, s.Sep, s.Title = number, " ", []ast.Inline{&ast.Text{Value: rest}}
		}
		if inner {
			s.Level = 2
			above := out[len(out)-1].(*ast.Section)
			above.Blocks = append(above.Blocks, s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// TestDivisionsHaveTheirOwnSemantics: what titles and levels tell, and nothing where
// they do not.
func TestDivisionsHaveTheirOwnSemantics(t *testing.T) {
	for _, c := range []struct {
		lang  string
		lines []string
		want  string // region and type of each file, then the types within
	}{
		{"nl", []string{"Voorwoord", "Deel I. Water", "\tPeil", "Bijlage A. Lijst", "Literatuur"},
			"frontmatter foreword, bodymatter part chapter, backmatter appendix, backmatter bibliography"},
		{"en", []string{"Preface", "1) Introduction", "Part of the plan", "9) References"},
			"frontmatter preface, bodymatter chapter, bodymatter chapter, backmatter bibliography"},
		{"nl", []string{"Inleiding", "Deel 1", "Bijlage 1", "Slot"},
			"bodymatter introduction, bodymatter chapter, bodymatter appendix, bodymatter chapter"},
		{"sv", []string{"Voorwoord", "Literatuur"}, "bodymatter chapter, bodymatter chapter"},
	} {
		doc := &ast.Document{Blocks: outline(c.lines...)}
		doc.Meta.Title, doc.Meta.Lang = "T", c.lang
		files, _ := build(t, doc, nil, testOptions())
		var got []string
		for _, name := range sortedKeys(files) {
			if strings.Contains(name, "/chapter-") {
				got = append(got, strings.Join(typesIn(files[name]), " "))
			}
		}
		if got := strings.Join(got, ", "); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.lang, got, c.want)
		}
	}
}

func typesIn(xhtml string) []string {
	var out []string
	for _, part := range strings.Split(xhtml, `epub:type="`)[1:] {
		kind, _, _ := strings.Cut(part, `"`)
		out = append(out, kind)
	}
	return out
}

func TestLandmarksLeadToDivisions(t *testing.T) {
	doc := &ast.Document{Blocks: outline("Voorwoord", "Een", "Bijlage A. Lijst", "Bijlage B. Kaart", "Literatuur")}
	doc.Meta.Title, doc.Meta.Lang = "T", "nl"
	files, _ := build(t, doc, nil, testOptions())
	nav := files["EPUB/nav.xhtml"]
	for want, n := range map[string]int{`epub:type="foreword"`: 1, `epub:type="appendix"`: 1, `>Bijlage A. Lijst</a>`: 2, `epub:type="bibliography"`: 1,
		`<a epub:type="bodymatter" href="xhtml/chapter-002.xhtml">`: 1} {
		if got := strings.Count(nav, want); got != n {
			t.Errorf("%s stands %d times, want %d, in\n%s", want, got, n, nav)
		}
	}
}
