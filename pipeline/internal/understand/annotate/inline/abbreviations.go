package inline

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// Codes of the findings about abbreviations.
const (
	AbbreviationFound   diag.Code = "abbreviation-found"
	AbbreviationUnclear diag.Code = "abbreviation-unclear"
)

var _ = diag.Register(map[diag.Code]string{
	AbbreviationFound:   "an abbreviation is explained in the text; its uses carry the expansion",
	AbbreviationUnclear: "an abbreviation is explained in two ways and carries no expansion",
})

// Abbreviations puts an ast.Abbr around every use of an abbreviation that the
// document itself explains, "Duurzaam Digitaal Stelsel (DDS)" or "DDS
// (Duurzaam Digitaal Stelsel)", the explaining place included (WCAG 2.2, 3.1.4
// Abbreviations). What is explained in two ways is reported and left.
func Abbreviations(doc *ast.Document, log *diag.Log) {
	g := glossary{lang: doc.Meta.Lang, entries: map[string]*entry{}}
	eachLine(doc, func(list *[]ast.Inline, _ bool) { g.read(*list) })
	if len(g.entries) == 0 {
		return
	}
	shareLines(doc, log, func(*diag.Log) lineReader {
		return func(list *[]ast.Inline, _ bool) { *list = g.mark(*list) }
	})
	g.report(log)
}

// glossary holds the abbreviations that a document explains.
type glossary struct {
	lang    string
	entries map[string]*entry
	longest int       // length in bytes of the longest abbreviation
	begins  [256]bool // the bytes that one begins with
}

// entry is an abbreviation with its expansion.
type entry struct {
	short, long string
	pos         diag.Pos
	confidence  float64
	rival       string // another expansion, if the document has one
	uses        atomic.Int64
}

// read collects the explanations in a list of inlines.
func (g *glossary) read(list []ast.Inline) {
	l := flatten(list, wordless)
	for open := 0; ; open++ {
		i := strings.IndexByte(l.text[open:], '(')
		if i < 0 {
			return
		}
		open += i
		inner := l.text[open+1 : min(len(l.text), open+1+maxInner)]
		end := strings.IndexAny(inner, "()")
		if end < 0 || inner[end] == '(' {
			continue
		}
		g.explain(&l, open, inner[:end])
	}
}

// maxInner bounds, in bytes, what brackets may hold, and maxBefore what stands
// before them: more than any long form has.
const (
	maxInner  = 160
	maxBefore = 240
)

// wordless tells the inlines without words; unlike for runs of language, the
// text of links and citations counts: it may be a long form.
func wordless(in ast.Inline) bool {
	switch in.(type) {
	case *ast.Code, *ast.Formula, *ast.Image, *ast.NoteRef, *ast.LineBreak:
		return true
	}
	return false
}

// explain looks at brackets that open at an offset: either what they hold or
// the word before them may be an abbreviation of the other.
func (g *glossary) explain(l *lineText, open int, inner string) {
	before := clause(l.text[:open])
	if s, ok := readShort(announced(inner), g.lang); ok {
		words := splitWords(before)
		if first, last, cost, ok := s.longForm(words); ok {
			g.add(s, before[words[first].start:words[last].end], l.posAt(open+1), cost)
			return
		}
	}
	g.explainReversed(l, open, lastWord(before), inner)
}

// explainReversed handles "DDS (Duurzaam Digitaal Stelsel)": all that the
// brackets hold must be the long form.
func (g *glossary) explainReversed(l *lineText, open int, last, inner string) {
	s, ok := readShort(last, g.lang)
	if !ok || s.capitals < 2 || s.plural != "" {
		return
	}
	words := splitWords(inner)
	if len(words) == 0 || strings.ContainsAny(inner, ";:") {
		return
	}
	first, end, cost, ok := s.longForm(words)
	if ok && first == 0 && end == len(words)-1 {
		g.add(s, inner[:words[end].end], l.posAt(open-len(last)), cost)
	}
}

// announced takes "hierna: " and the like, and quotation marks, from what
// brackets hold.
func announced(inner string) string {
	for _, w := range [...]string{"hierna te noemen", "hierna", "afgekort tot", "afgekort", "hereinafter", "ook wel", "im Folgenden", "nachfolgend", "ci-après"} {
		if rest, ok := strings.CutPrefix(inner, w); ok {
			inner = strings.TrimLeft(rest, ": ")
			break
		}
	}
	for _, article := range [...]string{"the ", "de ", "het "} {
		inner = strings.TrimPrefix(inner, article)
	}
	return strings.Trim(inner, "‘’“”„«»\"' ")
}

// lastWord returns the word that text ends with.
func lastWord(text string) string {
	i := len(text)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '&' && r != '-' {
			break
		}
		i -= n
	}
	return text[i:]
}

// clause returns the end of text from where the sentence or clause begins that
// it is in, without blanks and note calls behind it.
func clause(text string) string {
	text = strings.TrimRight(text, " \u00a0\x00")
	text = text[max(0, len(text)-maxBefore):]
	for i := len(text) - 1; i > 0; i-- {
		switch text[i] {
		case ';', ':', '?', '!', '(', ')':
			return text[i+1:]
		case ']':
			if i < len(text)-1 { // the key of a reference stands before
				return text[i+1:]
			}
		case ' ':
			if text[i-1] == '.' {
				return text[i+1:]
			}
		}
	}
	return text
}

// add enters an abbreviation, or notes that it has a rival expansion.
func (g *glossary) add(s shortForm, long string, pos diag.Pos, cost float64) {
	long = chars.OneLine(plain(long))
	e, known := g.entries[s.text]
	if !known {
		g.longest = max(g.longest, len(s.text))
		g.begins[s.text[0]] = true
		g.entries[s.text] = &entry{short: s.text, long: long, pos: pos, confidence: math.Round(98-cost*12) / 100}
		return
	}
	if !sameWords(e.long, long) && e.rival == "" {
		e.rival = long
	}
}

// sameWords compares expansions by how their words begin: a plural, another
// case or an article is no rival.
func sameWords(a, b string) bool {
	v, w := beginnings(a), beginnings(b)
	return slices.Equal(v, w)
}

// beginnings returns the first three letters of the words that matter.
func beginnings(text string) []string {
	var out []string
	for _, w := range splitWords(text) {
		if !w.join {
			out = append(out, string(w.runes[:min(3, len(w.runes))]))
		}
	}
	return out
}

// mark puts the uses in a list of inlines into nodes of their own.
func (g *glossary) mark(list []ast.Inline) []ast.Inline {
	for _, in := range list {
		switch in.(type) {
		case *ast.Abbr, *ast.Citation:
			continue
		}
		if kids := ast.Children(in); len(kids) > 0 {
			ast.SetChildren(in, g.mark(kids))
		}
	}
	l := flatten(list, closedToAbbr)
	spans := g.uses(&l)
	if len(spans) == 0 {
		return list
	}
	return l.wrap(spans)
}

// closedToAbbr tells what uses are not looked for in, or were already.
func closedToAbbr(in ast.Inline) bool {
	_, isText := in.(*ast.Text)
	return !isText
}

// uses finds the words of the glossary in a line, those aside that belong to an address. A
// line in capitals has none.
func (g *glossary) uses(l *lineText) []span {
	found := g.find(l.text)
	if len(found) == 0 || inCapitals(l.text) {
		return nil
	}
	addresses := l.addresses(identifier)
	var out []span
	for _, u := range found {
		for len(addresses) > 0 && addresses[0][1] <= u.at {
			addresses = addresses[1:]
		}
		if end := u.at + len(u.short); !inside(addresses[:min(1, len(addresses))], u.at, end) {
			u.uses.Add(1)
			out = append(out, span{u.at, end, u.around})
		}
	}
	return out
}

// use is where a word of the glossary stands.
type use struct {
	*entry
	at int
}

// find finds the words of the glossary in text.
func (g *glossary) find(text string) []use {
	var out []use
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		n := wordLength(text[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		if e := g.entryAt(text[i:], n); e != nil {
			out = append(out, use{e, i})
			n = len(e.short)
		}
		i += n
	}
	return out
}

// entryAt returns the entry that s begins with: its first word, of n bytes, or
// the longest of the words joined to it by hyphens that is one ("LCP-EGT",
// "IND-medewerker").
func (g *glossary) entryAt(s string, n int) *entry {
	if !g.begins[s[0]] {
		return nil
	}
	var found *entry
	for end := n; end <= g.longest; {
		if e := g.entries[s[:end]]; e != nil && e.rival == "" {
			found = e
		}
		if end+1 >= len(s) || s[end] != '-' {
			break
		}
		more := wordLength(s[end+1:])
		if more == 0 {
			break
		}
		end += 1 + more
	}
	return found
}

// wordLength returns the length of the word that s begins with: letters,
// digits and inner "&".
func wordLength(s string) int {
	letters := 0
	for letters < len(s) && isLetter(s[letters]) {
		letters++
	}
	for i, r := range s[letters:] {
		if i += letters; !unicode.IsLetter(r) && !unicode.IsDigit(r) && (r != '&' || i == 0) {
			return i
		}
	}
	return len(s)
}

// isLetter reports whether a byte is a letter of ASCII.
func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// inCapitals reports whether a line is set in capitals, so that words look
// like abbreviations.
func inCapitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		if r >= 'a' && r <= 'z' {
			lower++
		} else if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return upper > 12 && upper > 2*lower
}

func (e *entry) around(at ast.At, inlines []ast.Inline) ast.Inline {
	return &ast.Abbr{At: at, Expansion: e.long, Inlines: inlines}
}

// report logs the glossary in the order of the explanations.
func (g *glossary) report(log *diag.Log) {
	list := make([]*entry, 0, len(g.entries))
	for _, e := range g.entries {
		list = append(list, e)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].short < list[j].short })
	for _, e := range list {
		d := diag.Diagnostic{
			Code: AbbreviationFound, Pos: e.pos, Rule: "abbreviation/initials", Excerpt: e.short,
			Message: fmt.Sprintf("%s stands for %s, %d uses", e.short, e.long, e.uses.Load()), Confidence: e.confidence,
		}
		if e.rival != "" {
			d.Code, d.Confidence = AbbreviationUnclear, 0.5
			d.Message = fmt.Sprintf("%s stands for %s and for %s", e.short, e.long, e.rival)
			d.Hint = "explain it once, or mark its uses in the canonical Markdown"
		}
		log.Add(d)
	}
}
