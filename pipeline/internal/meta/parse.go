package meta

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"octavo/pipeline/internal/diag"
)

// Error is a fault in a file of metadata: its place, its cause, and what to do
// where Msg does not say that.
type Error struct {
	Pos         diag.Pos
	Msg, Remedy string
	// Unknown tells that it is only a key that Octavo has no use for, as the
	// front matter of other programs has.
	Unknown bool
	// Key and Value are set where one value is in error and was left out.
	Key, Value string
}

// Error gives place, cause and remedy.
func (e *Error) Error() string {
	text := e.Pos.String() + ": " + e.Msg
	if e.Remedy != "" {
		text += "; " + e.Remedy
	}
	return text
}

// maxMeta is the size in bytes up to which metadata is read: more than a
// hundred times what the fields ask for.
const maxMeta = 1 << 18

// maxMetaDepth is how deep brackets may nest in metadata; its fields need 3.
const maxMetaDepth = 32

// Parse reads metadata in YAML, by the names that Meta's fields have. All
// values are strings: a date or a number is taken as it is written. Every
// fault is reported with its line, as Errors joined by errors.Join; what
// could be read stands in the Meta all the same.
func Parse(file string, data []byte) (meta Meta, err error) {
	return meta, ParseYAML(file, data, &meta)
}

// ParseYAML reads YAML into a struct of strings, Placed strings, lists and other
// structs, by the yaml names of its fields, as Parse does.
func ParseYAML(file string, data []byte, into any) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	p := &metaParser{file: file, data: data, known: keysOf(reflect.TypeOf(into))}
	return p.into(data, into)
}

// into fills metadata and joins the faults.
func (p *metaParser) into(data []byte, into any) error {
	p.places = map[string]diag.Pos{}
	root, err := p.parse(data)
	if err != nil || root == nil {
		return err
	}
	p.fields(root, reflect.ValueOf(into).Elem(), "")
	if m, ok := into.(*Meta); ok {
		p.takeForeign(m)
		m.places = p.places
	}
	return errors.Join(p.errs...)
}

// Placed is a value of a YAML file with its place.
type Placed struct {
	Pos   diag.Pos
	Value string
}

type metaParser struct {
	file   string
	data   []byte
	known  []string // the keys that the file may have
	errs   []error
	places map[string]diag.Pos
	// frontMatter tells that other programs' keys are known too, foreign that there
	// are keys which are not ours, and later are the values of the former.
	frontMatter, foreign bool
	later                []foreignValue
}

func (p *metaParser) pos(n yamlast.Node) diag.Pos {
	pos := diag.Pos{File: p.file, Line: 1}
	if n == nil {
		return pos
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		pos.Line, pos.Col = t.Position.Line, t.Position.Column
	}
	return pos
}

// parse gives the root node, nil for an empty file. The library has panicked
// on malformed input before, so a panic is a fault in the file here.
func (p *metaParser) parse(data []byte) (root yamlast.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, &Error{Pos: diag.Pos{File: p.file, Line: 1}, Msg: "this file cannot be read as metadata", Remedy: "write a key, a colon, a space and a value on each line"}
		}
	}()
	if err := p.refuse(data); err != nil {
		return nil, err
	}
	f, err := parser.ParseBytes(data, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, p.syntax(err)
	}
	switch {
	case len(f.Docs) == 0:
		return nil, nil
	case len(f.Docs) > 1 && !isEmpty(f.Docs[1:]):
		return nil, &Error{Pos: p.pos(f.Docs[1].Body), Msg: "a second document begins here, behind a line of dashes", Remedy: "take the line out, or what follows it"}
	}
	if isEmpty(f.Docs[:1]) {
		return nil, nil
	}
	return f.Docs[0].Body, p.twice(f.Docs[0].Body, true)
}

// isEmpty reports whether documents hold nothing, as behind a last line of dashes.
func isEmpty(docs []*yamlast.DocumentNode) bool {
	return !slices.ContainsFunc(docs, func(d *yamlast.DocumentNode) bool {
		_, null := d.Body.(*yamlast.NullNode)
		return d.Body != nil && !null
	})
}

// refuse keeps hostile sizes and depths away from the library.
func (p *metaParser) refuse(data []byte) error {
	if len(data) > maxMeta {
		return &Error{Pos: diag.Pos{File: p.file, Line: 1}, Msg: fmt.Sprintf("metadata of %d bytes; %d are allowed", len(data), maxMeta)}
	}
	open := 0
	for i, line := range strings.Split(string(data), "\n") {
		open = max(open+bracketDepth(line), 0)
		if open > maxMetaDepth || strings.Count(line, "- - ") > maxMetaDepth {
			return &Error{Pos: diag.Pos{File: p.file, Line: i + 1}, Msg: "brackets or lists nest too deep"}
		}
	}
	return nil
}

// bracketDepth is how many brackets a line opens more than it closes, outside
// of double quotes.
func bracketDepth(line string) int {
	depth, quoted := 0, false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		}
	}
	return depth
}

// syntax says in our own words what the library could not read: a common slip
// near that place, or how a line has to look.
func (p *metaParser) syntax(err error) error {
	pos := diag.Pos{File: p.file, Line: 1}
	var se *yaml.SyntaxError
	if errors.As(err, &se) && se.Token != nil && se.Token.Position != nil {
		pos.Line, pos.Col = se.Token.Position.Line, se.Token.Position.Column
	}
	return p.slip(pos, &Error{Pos: pos, Msg: "this line cannot be read",
		Remedy: "write key: value, and put a value with other signs than letters in double quotes"})
}

// slip is the common slip that stands near a place, or else otherwise.
func (p *metaParser) slip(pos diag.Pos, otherwise *Error) *Error {
	line, fault := slipNear(yamlLines(p.data), pos.Line, p.known)
	if fault == nil {
		return otherwise
	}
	if line != pos.Line {
		pos = diag.Pos{File: p.file, Line: line}
	}
	return &Error{Pos: pos, Msg: fault.Cause, Remedy: fault.Remedy}
}

// fields fills the struct v from a mapping; path names the mapping.
func (p *metaParser) fields(n yamlast.Node, v reflect.Value, path string) {
	seen := map[string]bool{}
	for _, kv := range p.mapping(n, path) {
		key := kv.Key.GetToken().Value
		at := fieldByKey(v.Type(), key)
		switch {
		case at == nil && path == "" && p.foreignKey(kv):
		case at == nil:
			p.foreign = p.foreign || path == ""
			p.errs = append(p.errs, p.unknown(kv.Key, v.Type(), path, key))
		case seen[key]:
			p.errs = append(p.errs, &Error{Pos: p.pos(kv.Key), Msg: fmt.Sprintf("key %q stands here a second time", path+key), Remedy: "keep one of them"})
		default:
			full := keyPath(v.Type(), path, key)
			p.places[full] = p.pos(kv.Key)
			p.value(kv.Value, v.FieldByIndex(at), full)
		}
		seen[key] = true
	}
}

func (p *metaParser) mapping(n yamlast.Node, path string) []*yamlast.MappingValueNode {
	switch n := n.(type) {
	case *yamlast.MappingNode:
		return n.Values
	case *yamlast.MappingValueNode:
		return []*yamlast.MappingValueNode{n}
	case *yamlast.NullNode:
		return nil
	}
	what := "metadata"
	if path != "" {
		what = strings.TrimSuffix(path, ".")
	}
	p.wrong(n, path, p.slip(p.pos(n), &Error{Pos: p.pos(n),
		Msg:    what + " must be a list of keys with values (key: value)",
		Remedy: "put each on a line of its own"}))
	return nil
}

func (p *metaParser) value(n yamlast.Node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(p.checked(n, p.scalar(n, path), path))
	case reflect.Slice:
		if _, list := n.(*yamlast.SequenceNode); !list && path == "keywords" && strings.Contains(n.String(), ",") {
			v.Set(reflect.ValueOf(p.words(n))) // as other programs write them
			return
		}
		for _, item := range p.sequence(n, path) {
			elem := reflect.New(v.Type().Elem()).Elem()
			p.value(item, elem, path)
			if !elem.IsZero() {
				v.Set(reflect.Append(v, elem))
			}
		}
	case reflect.Struct:
		if placed, ok := v.Addr().Interface().(*Placed); ok {
			*placed = Placed{p.pos(n), p.scalar(n, path)}
			return
		}
		p.part(n, v, path)
	case reflect.Pointer:
		part := reflect.New(v.Type().Elem())
		p.part(n, part.Elem(), path)
		if !part.Elem().IsZero() {
			v.Set(part)
		}
	}
}

// part fills a struct from a mapping, or from the mere text that may stand for it,
// and looks at it as a whole.
func (p *metaParser) part(n yamlast.Node, v reflect.Value, path string) {
	faults := len(p.errs)
	if short[v.Type()] && !hasKeyOf(n, v.Type()) {
		p.value(n, v.Field(0), path)
		return
	}
	p.fields(n, v, path+".")
	whole, ok := v.Addr().Interface().(interface{ fault() *Fault })
	if !ok || len(p.errs) > faults || v.IsZero() {
		return
	}
	if fault := whole.fault(); fault != nil {
		p.errs = append(p.errs, &Error{Pos: p.pos(n), Msg: fault.Cause, Remedy: fault.Remedy, Key: path, Value: strings.TrimSpace(n.String())})
		v.SetZero()
	}
}

// hasKeyOf reports whether n is a mapping with a key of a struct; another one is a
// text with a colon.
func hasKeyOf(n yamlast.Node, t reflect.Type) bool {
	pairs, _ := pairsOf(n)
	for key := range pairs {
		if fieldByKey(t, key) != nil {
			return true
		}
	}
	return false
}

// checked gives a value in its canonical form; one in error is left out.
func (p *metaParser) checked(n yamlast.Node, value, path string) string {
	if checks[path] == nil || value == "" {
		return value
	}
	if p.frontMatter {
		if generated.MatchString(value) {
			p.foreign = true
			p.errs = append(p.errs, madeElsewhere(p.pos(n), path, value))
			return ""
		}
		value = loosened(path, value)
	}
	canonical, fault := checks[path](value)
	if fault != nil {
		p.errs = append(p.errs, &Error{Pos: p.pos(n), Msg: fault.Cause, Remedy: fault.Remedy, Key: path, Value: value})
	}
	return canonical
}

// sequence gives the items of a list; a single value is a list of one, unless
// it stands on several lines as a list does.
func (p *metaParser) sequence(n yamlast.Node, path string) []yamlast.Node {
	switch n := n.(type) {
	case *yamlast.SequenceNode:
		return n.Values
	case *yamlast.NullNode:
		return nil
	case *yamlast.StringNode:
		t := n.GetToken()
		if t.Type == token.StringType && (strings.Contains(strings.TrimSpace(t.Origin), "\n") || strings.HasPrefix(n.Value, "-")) {
			p.wrong(n, path, &Error{Pos: p.pos(n), Msg: path + " is a list, and its lines are no items",
				Remedy: "begin each with a hyphen and a space: - " + strings.TrimLeft(firstLine(strings.TrimSpace(t.Origin)), "- ")})
			return nil
		}
	}
	return []yamlast.Node{n}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// scalar gives a value as it is written. Anchors and aliases are refused: no
// field needs them, and they can blow up a small file.
func (p *metaParser) scalar(n yamlast.Node, path string) string {
	switch n := n.(type) {
	case *yamlast.NullNode, nil:
		return ""
	case *yamlast.StringNode:
		p.commentInside(n, path)
		return n.Value
	case *yamlast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *yamlast.AnchorNode, *yamlast.AliasNode:
		p.wrong(n, path, p.slip(p.pos(n), &Error{Pos: p.pos(n), Msg: path + " uses an anchor or alias", Remedy: "write the value out"}))
		return ""
	case *yamlast.IntegerNode, *yamlast.FloatNode, *yamlast.BoolNode, *yamlast.InfinityNode, *yamlast.NanNode:
		return n.GetToken().Value
	}
	p.wrong(n, path, p.slip(p.pos(n), &Error{Pos: p.pos(n), Msg: path + " must be a single value",
		Remedy: "write one text, in double quotes where it holds brackets or a colon"}))
	return ""
}

// wrong notes a value that has another form than its key asks for. In the front
// matter of another program it is only left out.
func (p *metaParser) wrong(n yamlast.Node, path string, e *Error) {
	if p.frontMatter && path != "" {
		e.Key, e.Value = strings.TrimSuffix(path, "."), strings.TrimSpace(n.String())
	}
	p.errs = append(p.errs, e)
}

// commentInside refuses a comment that is part of the text by its look, as in
// Plan #1: what stands behind the sign would be lost.
func (p *metaParser) commentInside(n *yamlast.StringNode, path string) {
	t := n.GetToken()
	if next := t.Next; t.Type == token.StringType && next != nil && next.Type == token.CommentType &&
		next.Position.Line == t.Position.Line && !strings.HasPrefix(next.Value, " ") && next.Value != "" {
		p.errs = append(p.errs, &Error{Pos: p.pos(n), Msg: fmt.Sprintf("the text behind # is left out of %s as a comment", path),
			Remedy: fmt.Sprintf("put the value in quotes: %q; or a space behind the #", n.Value+" #"+next.Value)})
	}
}
