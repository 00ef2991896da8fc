package meta

import (
	_ "embed"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	yamlast "github.com/goccy/go-yaml/ast"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/text"
)

// foreignTable lists the keys of other programs' front matter: what they mean
// here, or that they mean nothing for a publication.
//
//go:embed foreign.txt
var foreignTable string

// foreignKeys maps a key of another program, in small letters and with hyphens, to
// the key of ours that means the same; "-" is one without a meaning here.
var foreignKeys = parseForeign(foreignTable)

// parseForeign reads the table: on each line a key of ours, or a hyphen, and the
// keys of others.
func parseForeign(table string) map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(table, "\n") {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			for _, w := range words[1:] {
				out[w] = words[0]
			}
		}
	}
	return out
}

// ParseFrontMatter reads the front matter of a text as Parse does, and what other
// programs write there too: pandoc, Quarto, R Markdown, Jekyll, Hugo, MkDocs and
// Obsidian. Foreign tells that it holds keys which are not ours.
func ParseFrontMatter(file string, data []byte) (m Meta, foreign bool, err error) {
	p := &metaParser{file: file, data: data, known: keysOf(reflect.TypeFor[Meta]()), frontMatter: true}
	err = p.into(data, &m)
	return m, p.foreign, err
}

// foreignKey takes a key of another program and reports whether it is known.
func (p *metaParser) foreignKey(kv *yamlast.MappingValueNode) bool {
	key := strings.ReplaceAll(strings.ToLower(kv.Key.GetToken().Value), "_", "-")
	ours, known := foreignKeys[key]
	if !p.frontMatter || !known {
		return false
	}
	p.foreign = true
	if ours != "-" {
		p.later = append(p.later, foreignValue{key, ours, kv})
	}
	return true
}

// foreignValue is a value of another program's key, to be taken where our own key
// says nothing.
type foreignValue struct {
	key, ours string
	kv        *yamlast.MappingValueNode
}

// takeForeign takes the values of other programs' keys, once our own are known.
func (p *metaParser) takeForeign(m *Meta) {
	own := *m
	for _, f := range p.later {
		p.places[f.ours] = p.pos(f.kv.Key)
		switch f.ours {
		case "creators":
			if len(own.Creators) == 0 && (f.key != "institute" || len(m.Creators) == 0) {
				m.Creators = append(m.Creators, People(p.names(f.kv.Value)...)...)
			}
		case "keywords":
			if f.key == "category" && p.isDraft() { // the track that a draft is on
				continue
			}
			for _, w := range p.words(f.kv.Value) {
				if !slices.Contains(m.Keywords, w) {
					m.Keywords = append(m.Keywords, w)
				}
			}
		case "lists":
			if on, ok := f.kv.Value.(*yamlast.BoolNode); ok && on.Value && len(own.Lists) == 0 {
				list, _ := checkList(f.key)
				m.Lists = append(m.Lists, list)
			}
		case "identifiers.isbn":
			p.foreignISBN(f, m)
		default:
			p.foreignText(f, m)
		}
	}
}

// isDraft reports whether the front matter is that of an Internet-Draft by kramdown-rfc.
func (p *metaParser) isDraft() bool {
	return slices.ContainsFunc(p.later, func(f foreignValue) bool { return f.key == "docname" })
}

// foreignISBN takes a number, or one for each edition, in the forms of our own key.
func (p *metaParser) foreignISBN(f foreignValue, m *Meta) {
	var given *ISBN
	p.value(f.kv.Value, reflect.ValueOf(&given).Elem(), f.ours)
	switch {
	case given == nil:
	case m.Identifiers == nil:
		m.Identifiers = &Identifiers{ISBN: given}
	case m.Identifiers.ISBN == nil:
		m.Identifiers.ISBN = given
	case *m.Identifiers.ISBN != *given:
		p.errs = append(p.errs, &Error{Pos: p.pos(f.kv.Key), Msg: f.key + " gives way to " + f.ours, Key: f.key, Value: strings.TrimSpace(f.kv.Value.String())})
	}
}

// foreignText takes a value that is one text; what our key says already is kept
// beside it as a fault that is none of the file's.
func (p *metaParser) foreignText(f foreignValue, m *Meta) {
	value, ok := plainText(f.kv.Value)
	if !ok || value == "" {
		return
	}
	if generated.MatchString(value) {
		p.errs = append(p.errs, madeElsewhere(p.pos(f.kv.Key), f.key, value))
		return
	}
	v := reflect.ValueOf(m).Elem()
	path := f.ours
	if part, ok := strings.CutPrefix(path, "identifiers."); ok {
		if m.Identifiers == nil {
			m.Identifiers = &Identifiers{}
		}
		v, path = reflect.ValueOf(m.Identifiers).Elem(), part
	}
	field := v.FieldByIndex(fieldByKey(v.Type(), path))
	switch {
	case field.String() == "":
		field.SetString(p.checked(f.kv.Value, loosened(f.ours, value), f.ours))
	case field.String() != value:
		p.errs = append(p.errs, &Error{Pos: p.pos(f.kv.Key), Msg: f.key + " gives way to " + f.ours, Key: f.key, Value: value})
	}
}

// generated are values that the other program makes: today's date, a piece of R,
// a template.
var generated = pattern.Of("^(?:today|now|last-modified|`r |\\{\\{)")

// madeElsewhere is the fault of such a value, which nobody here can know.
func madeElsewhere(pos diag.Pos, key, value string) *Error {
	return &Error{Pos: pos, Msg: key + " is made by another program when that runs", Remedy: "write the value itself", Key: key, Value: value}
}

var dayAndTime = pattern.Of(`^(\d{4}-\d{1,2}-\d{1,2})[T ]\d`)

// loosened writes a date with a time and a language with an underscore as other
// programs take them in our form.
func loosened(key, value string) string {
	switch key {
	case "date":
		if m := dayAndTime.FindStringSubmatch(value); m != nil {
			return m[1]
		}
	case "lang":
		return strings.ReplaceAll(strings.TrimSuffix(value, ".UTF-8"), "_", "-")
	case "description":
		return text.OneLine(value)
	}
	return value
}

// plainText is a value that is one text; false for lists and mappings.
func plainText(n yamlast.Node) (string, bool) {
	switch n := n.(type) {
	case *yamlast.StringNode:
		return n.Value, true
	case *yamlast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *yamlast.IntegerNode, *yamlast.FloatNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// names gives the names of authors: a text, a list of them, or mappings with a
// name (Quarto, Authors & Affiliations; pandoc and CSL write given and family;
// kramdown-rfc a full name, initials with a name, or an organisation alone).
func (p *metaParser) names(n yamlast.Node) []string {
	if s, ok := plainText(n); ok {
		return SplitPeople(s)
	}
	if list, ok := n.(*yamlast.SequenceNode); ok {
		var out []string
		for _, item := range list.Values {
			out = append(out, p.names(item)...)
		}
		return out
	}
	pairs, ok := pairsOf(n)
	if !ok {
		return nil
	}
	if names := p.firstNames(pairs, "name", "literal", "fullname"); names != nil {
		return names
	}
	var parts []string
	for _, key := range []string{"given", "first", "non-dropping-particle", "dropping-particle", "family", "last"} {
		if v := pairs[key]; v != nil {
			s, _ := plainText(v)
			parts = append(parts, nonEmpty(s)...)
		}
	}
	if len(parts) == 0 && len(pairs) == 1 { // pandoc's filters: "Name: {institute: …}"
		for key := range pairs {
			if first, _ := utf8.DecodeRuneInString(key); !unicode.IsLower(first) {
				parts = []string{key}
			}
		}
	}
	if len(parts) == 0 {
		if parts = p.firstNames(pairs, "ins", "organization", "org"); parts == nil {
			p.errs = append(p.errs, &Error{Pos: p.pos(n), Msg: "an author without a name", Remedy: "write it as name: …", Key: "creators", Value: strings.TrimSpace(n.String())})
		}
	}
	return nonEmpty(strings.Join(parts, " "))
}

// firstNames are the names under the first of these keys that a mapping has.
func (p *metaParser) firstNames(pairs map[string]yamlast.Node, keys ...string) []string {
	for _, key := range keys {
		if v := pairs[key]; v != nil {
			return p.names(v)
		}
	}
	return nil
}

func nonEmpty(s string) []string {
	if s = text.OneLine(s); s == "" {
		return nil
	}
	return []string{s}
}

// pairsOf gives the values of a mapping by their keys.
func pairsOf(n yamlast.Node) (map[string]yamlast.Node, bool) {
	var list []*yamlast.MappingValueNode
	switch n := n.(type) {
	case *yamlast.MappingNode:
		list = n.Values
	case *yamlast.MappingValueNode:
		list = []*yamlast.MappingValueNode{n}
	default:
		return nil, false
	}
	out := map[string]yamlast.Node{}
	for _, kv := range list {
		out[kv.Key.GetToken().Value] = kv.Value
	}
	return out, true
}

// words gives tags: a list, or a text whose words stand between commas or, where
// there is none, blanks.
func (p *metaParser) words(n yamlast.Node) []string {
	var out []string
	list, isList := n.(*yamlast.SequenceNode)
	if isList {
		for _, item := range list.Values {
			if s, ok := plainText(item); ok {
				out = append(out, nonEmpty(strings.TrimPrefix(s, "#"))...)
			}
		}
		return out
	}
	s, _ := plainText(n)
	split := strings.Fields
	if strings.Contains(s, ",") {
		split = func(s string) []string { return strings.Split(s, ",") }
	}
	for _, w := range split(s) {
		out = append(out, nonEmpty(strings.TrimPrefix(strings.TrimSpace(w), "#"))...)
	}
	return out
}
