package markdown

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	chars "octavo/pipeline/internal/text"
)

// abbrDef is what an abbreviation means, *[ABC]: words, as PHP Markdown Extra,
// Python-Markdown and pandoc have it.
type abbrDef struct {
	word, meaning, raw string
	offset             int
}

var abbrDefsKey = parser.NewContextKey()

var abbrLine = pattern.Of(`^ {0,3}\*\[([^\[\]\n]{1,100})\]:[ \t]*(.*\S)[ \t]*\n?$`)

// abbrDefs takes the meanings of abbreviations out of paragraphs.
type abbrDefs struct{}

// Transform takes those of one paragraph, each on a line of its own.
func (abbrDefs) Transform(p *gast.Paragraph, r text.Reader, pc parser.Context) {
	var defs []abbrDef
	rest := text.NewSegments()
	for i := range p.Lines().Len() {
		seg := p.Lines().At(i)
		m := abbrLine.FindSubmatch(seg.Value(r.Source()))
		if m == nil {
			rest.Append(seg)
			continue
		}
		defs = append(defs, abbrDef{string(m[1]), chars.OneLine(unescape(m[2])), strings.TrimSpace(string(m[0])), seg.Start})
	}
	if len(defs) == 0 {
		return
	}
	known, _ := pc.Get(abbrDefsKey).([]abbrDef)
	pc.Set(abbrDefsKey, append(known, defs...))
	if p.SetLines(rest); rest.Len() == 0 {
		p.Parent().RemoveChild(p.Parent(), p)
	}
}

// takeAbbrDefs keeps what a parse found.
func (r *reader) takeAbbrDefs(pc parser.Context) {
	defs, _ := pc.Get(abbrDefsKey).([]abbrDef)
	r.abbrs = append(r.abbrs, defs...)
}

// markAbbrs marks each abbreviation of which the file gives the meaning, wherever
// it stands as a word.
func (r *reader) markAbbrs(doc *ast.Document) {
	if len(r.abbrs) == 0 {
		return
	}
	m := newAbbrMarker(r.abbrs)
	m.survey(doc)
	ast.MapInlines(doc.Blocks, m.list)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, m.list)
	}
	for _, d := range r.abbrs {
		if n := m.used[d.word]; n > 0 {
			r.drop(diag.Info, CodeAbbr, r.pos(d.offset), d.raw, fmt.Sprintf("the meaning of %q was given to it where it stands, %d times", d.word, n))
			continue
		}
		r.drop(diag.Warning, CodeAbbr, r.pos(d.offset), d.raw, fmt.Sprintf("the abbreviation %q is explained and stands nowhere; its meaning was left out", d.word))
	}
}

// abbrMarker marks abbreviations.
type abbrMarker struct {
	meanings map[string]string
	used     map[string]int
	// sizes are the lengths in bytes that abbreviations which begin with a word
	// have, the longest first.
	sizes map[string][]int
	// kept are the texts of abbreviations that are marked already.
	kept map[*ast.Text]bool
}

func newAbbrMarker(defs []abbrDef) *abbrMarker {
	m := &abbrMarker{map[string]string{}, map[string]int{}, map[string][]int{}, map[*ast.Text]bool{}}
	for _, d := range defs {
		m.meanings[d.word] = d.meaning
		first := abbrWords.FindString(d.word)
		if sizes := m.sizes[first]; !slices.Contains(sizes, len(d.word)) {
			sizes = append(sizes, len(d.word))
			slices.SortFunc(sizes, func(a, b int) int { return b - a })
			m.sizes[first] = sizes
		}
	}
	return m
}

func (m *abbrMarker) survey(doc *ast.Document) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		a, ok := n.(*ast.Abbr)
		if ok {
			ast.WalkInlines(a.Inlines, func(n ast.Node) bool {
				if t, ok := n.(*ast.Text); ok {
					m.kept[t] = true
				}
				return true
			})
		}
		return !ok
	})
}

// list marks the abbreviations in the texts of a list of inlines.
func (m *abbrMarker) list(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		if t, ok := in.(*ast.Text); ok && !m.kept[t] {
			out = append(out, m.text(t)...)
			continue
		}
		out = append(out, in)
	}
	return out
}

// text divides a text at the words that are abbreviations.
func (m *abbrMarker) text(t *ast.Text) []ast.Inline {
	var out []ast.Inline
	from := 0
	for _, w := range abbrWords.FindAllStringIndex(t.Value, -1) {
		end := w[1]
		meaning, known := m.longest(t.Value, w[0], &end)
		if w[0] < from || !known {
			continue
		}
		if w[0] > from {
			out = append(out, &ast.Text{At: t.At, Value: t.Value[from:w[0]]})
		}
		word := t.Value[w[0]:end]
		m.used[word]++
		inner := &ast.Text{At: t.At, Value: word}
		m.kept[inner] = true
		out = append(out, &ast.Abbr{At: t.At, Expansion: meaning, Inlines: []ast.Inline{inner}})
		from = end
	}
	if from == 0 && len(out) == 0 {
		return []ast.Inline{t}
	}
	if from < len(t.Value) {
		out = append(out, &ast.Text{At: t.At, Value: t.Value[from:]})
	}
	return out
}

// abbrWords are the places where a word begins, with its end.
var abbrWords = pattern.Of(`[\pL\pN_][\pL\pN_\pM]*`)

// longest finds the abbreviation that begins at a word: the word itself, or with
// what stands behind it, "b.v." and "EU 27".
func (m *abbrMarker) longest(s string, start int, end *int) (meaning string, found bool) {
	for _, size := range m.sizes[s[start:*end]] {
		stop := start + size
		if stop > len(s) || wordGoesOn(s, stop, s[start:stop]) || inAddress(s, start, stop) {
			continue
		}
		if meaning, found = m.meanings[s[start:stop]]; found {
			*end = stop
			return meaning, true
		}
	}
	return "", false
}

// wordGoesOn reports whether a word that ends at stop goes on there.
func wordGoesOn(s string, stop int, word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	next, _ := utf8.DecodeRuneInString(s[stop:])
	return isWordRune(last) && isWordRune(next)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_')
}

// inAddress reports whether a word is part of an address of the web or of mail, or
// of the path of a file.
func inAddress(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	if strings.ContainsRune("/@.", before) && start > 0 {
		return true
	}
	return end+1 < len(s) && strings.IndexByte("@/.:", s[end]) >= 0 && s[end+1] > ' ' && (chars.IsAlnum(s[end+1]) || s[end+1] == '/')
}
