package style

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/diag"
)

// The findings of this stage.
const (
	NotDrawn        diag.Code = "style-not-drawn"
	UnknownProperty diag.Code = "style-property"
	BadValue        diag.Code = "style-value"
	UnknownSelector diag.Code = "style-selector"
	UnknownAtRule   diag.Code = "style-at-rule"
	BadSyntax       diag.Code = "style-syntax"
)

var _ = diag.Register(map[diag.Code]string{
	NotDrawn:        "A style sheet asks for bleed or printer's marks, which this edition does not draw; its pages are made without.",
	UnknownProperty: "A style sheet sets a property that Octavo does not have; the declaration is ignored.",
	BadValue:        "A style sheet gives a property a value that it cannot take; the declaration is ignored.",
	UnknownSelector: "A style sheet selects in a way that Octavo does not have; the rule is ignored.",
	UnknownAtRule:   "A style sheet uses an at-rule that Octavo does not have; it is ignored.",
	BadSyntax:       "A style sheet cannot be read at this place; reading goes on after it.",
})

// Sheet is a parsed style sheet, what it imports included, in cascade order.
type Sheet struct {
	rules []rule
	pages []pageRule
	// ids holds the identifiers that selectors name; others do not matter
	// to the style of a node.
	ids map[string]bool
	// forPress are findings about what only a press has a use for.
	forPress []diag.Diagnostic
	// Faces are the faces that @font-face rules name, in order.
	Faces []FaceRule
	// colours are the places where each colour was written last.
	colours map[Color]diag.Pos
}

// Facing reports whether the sheet is for pages that lie open in pairs: those of
// the left and of the right have margins of their own.
func (s *Sheet) Facing() bool {
	return slices.ContainsFunc(s.pages, func(r pageRule) bool {
		return (r.left || r.right) && slices.ContainsFunc(r.decls, func(d decl) bool { return strings.HasPrefix(d.property, "margin") })
	})
}

// NotDrawn are the findings of an edition that draws neither bleed nor printer's
// marks; none where the sheet asks for none.
func (s *Sheet) NotDrawn() []diag.Diagnostic { return s.forPress }

// rule is a selector with its declarations. Rules with several selectors are
// several rules.
type rule struct {
	selector selector
	decls    []decl
}

// decl is one declaration, valid for its property.
type decl struct {
	property string
	value    []token
}

// parser reads rules in two steps: first all of them as they stand, then,
// when all custom properties are known, what they say.
type parser struct {
	sheet  *Sheet
	medium string
	load   Loader
	log    *diag.Log
	chain  []string // of the sheets that are being read, each imported by the one before
	// raw are the custom properties as they stand, vars those whose value
	// has been worked out.
	raw, vars map[string][]token
	fault     error // the first of a face
}

// rawRule is a rule or at-rule as it stands in a sheet.
type rawRule struct {
	file    string
	line    int
	at      string // "page" for @page; "" for a rule
	prelude []token
	body    []token
}

// split cuts a list of tokens into rules (CSS Syntax Module Level 3, 5.4.1).
func (p *parser) split(file string, ts []token) []rawRule {
	var out []rawRule
	for {
		ts = trim(ts)
		if len(ts) == 0 {
			return out
		}
		var raw rawRule
		raw, ts = p.one(file, ts)
		if raw.at != "" || raw.body != nil {
			out = append(out, raw)
		}
	}
}

// one takes the first rule off ts, which is not empty.
func (p *parser) one(file string, ts []token) (raw rawRule, rest []token) {
	raw = rawRule{file: file, line: ts[0].line}
	if ts[0].kind == css.AtKeywordToken {
		raw.at, ts = ts[0].name()[1:], ts[1:]
	}
	end := preludeEnd(ts, raw.at != "")
	raw.prelude = trim(ts[:end])
	switch {
	case end == len(ts):
		if raw.at == "" {
			p.warn(BadSyntax, file, raw.line, "no block after “"+text(raw.prelude)+"”", "close the rule with { … }")
		}
		return raw, nil
	case ts[end].is(";"):
		return raw, ts[end+1:]
	}
	close := matching(ts, end)
	raw.body = ts[end+1 : close]
	if raw.body == nil {
		raw.body = []token{}
	}
	return raw, ts[min(close+1, len(ts)):]
}

// preludeEnd finds the { or, for an at-rule, the ; that ends the prelude.
func preludeEnd(ts []token, at bool) int {
	for i, t := range ts {
		if t.is("{") || at && t.is(";") {
			return i
		}
	}
	return len(ts)
}

// matching returns the index of the bracket that closes ts[open], or len(ts).
func matching(ts []token, open int) int {
	depth := 0
	for i := open; i < len(ts); i++ {
		switch {
		case opens(ts[i]):
			depth++
		case closes(ts[i]):
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(ts)
}

// keep reads what the raw rules say into the sheet.
func (p *parser) keep(raws []rawRule) {
	for _, raw := range raws {
		p.collectVars(raw)
		p.collectColours(raw)
	}
	for _, raw := range raws {
		switch raw.at {
		case "":
			p.rule(raw)
		case "page":
			p.page(raw)
		case "font-face":
			p.fontFace(raw)
		case "charset":
		default:
			p.warn(UnknownAtRule, raw.file, raw.line, "@"+raw.at+" is not known", "Octavo has @import, @media, @page and @font-face")
		}
	}
}

// collectVars takes the custom properties of :root (CSS Custom Properties
// Level 1, 2); other places for them are not offered.
func (p *parser) collectVars(raw rawRule) {
	if raw.at != "" || text(raw.prelude) != ":root" {
		return
	}
	for _, d := range split(raw.body, ";") {
		d = trim(d)
		if len(d) > 1 && d[0].kind == css.CustomPropertyNameToken && trim(d[1:])[0].kind == css.ColonToken {
			p.raw[d[0].text] = trim(trim(d[1:])[1:])
		}
	}
}

// rule reads a style rule.
func (p *parser) rule(raw rawRule) {
	decls := p.decls(raw.file, raw.body, properties)
	for _, one := range split(raw.prelude, ",") {
		sel, ok := parseSelector(trim(one))
		if !ok {
			p.warn(UnknownSelector, raw.file, raw.line, "the selector “"+text(trim(one))+"” is not understood",
				"use types, classes, ids, :lang(), :first-child, descendants, > and +")
			continue
		}
		for _, c := range sel.compounds {
			if c.id != "" {
				p.sheet.ids[c.id] = true
			}
		}
		if len(decls) > 0 {
			p.sheet.rules = append(p.sheet.rules, rule{sel, decls})
		}
	}
}

// decls reads declarations; table says which properties there are. Nested
// blocks, which only @page has, must have been taken out.
func (p *parser) decls(file string, body []token, table map[string]setter) []decl {
	var out []decl
	for _, ts := range split(body, ";") {
		ts = trim(ts)
		if len(ts) == 0 || ts[0].kind == css.CustomPropertyNameToken {
			continue
		}
		if d, ok := p.decl(file, ts, table); ok {
			out = append(out, d)
		}
	}
	return out
}

func (p *parser) decl(file string, ts []token, table map[string]setter) (decl, bool) {
	rest := trim(ts[1:])
	if ts[0].kind != css.IdentToken || len(rest) < 2 || rest[0].kind != css.ColonToken {
		p.warn(BadSyntax, file, ts[0].line, "“"+text(ts)+"” is not a declaration", "write property: value;")
		return decl{}, false
	}
	d := decl{property: ts[0].name(), value: p.substitute(trim(rest[1:]))}
	set, ok := table[d.property]
	if !ok {
		p.warn(UnknownProperty, file, ts[0].line, "the property “"+d.property+"” is not known", "docs/house-sheets.md lists the properties")
		return decl{}, false
	}
	if !set(trial(), words(d.value)) {
		p.warn(BadValue, file, ts[0].line, "“"+text(d.value)+"” is no value for “"+d.property+"”", "docs/house-sheets.md lists the properties")
		return decl{}, false
	}
	return d, true
}

// mostTokens bounds the value of a custom property, as each may use others
// several times.
const mostTokens = 1000

// variable returns what a custom property stands for, other properties put in;
// nil where it is not set, is set by itself, or is too long.
func (p *parser) variable(name string) []token {
	raw, ok := p.raw[name]
	if !ok {
		return p.vars[name]
	}
	delete(p.raw, name) // so that a property in its own value is not set
	value := p.substitute(raw)
	if len(value) > mostTokens {
		value = nil
	}
	p.vars[name] = value
	return value
}

// substitute puts the values of custom properties in place of var().
func (p *parser) substitute(ts []token) []token {
	if !slices.ContainsFunc(ts, isVar) {
		return ts
	}
	var out []token
	for i := 0; i < len(ts); i++ {
		if !isVar(ts[i]) {
			out = append(out, ts[i])
			continue
		}
		end := matching(ts, i)
		args := split(ts[i+1:min(end, len(ts))], ",")
		value := p.variable(text(trim(args[0])))
		if value == nil && len(args) > 1 {
			value = p.substitute(trim(args[1]))
		}
		out = append(out, value...)
		i = end
	}
	return out
}

func isVar(t token) bool { return t.kind == css.FunctionToken && t.name() == "var" }

func (p *parser) warn(code diag.Code, file string, line int, message, hint string) {
	p.log.Add(diag.Diagnostic{Code: code, Severity: diag.Warning, Pos: at(file, line),
		Rule: "style", Message: message, Hint: hint})
}
