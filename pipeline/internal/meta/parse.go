package meta

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"octavo/pipeline/internal/diag"
)

// Error is a fault in a file of metadata. Unknown tells that it is only a
// key that Octavo has no use for, as the front matter of other programs has.
type Error struct {
	Pos     diag.Pos
	Msg     string
	Unknown bool
}

func (e *Error) Error() string { return e.Pos.String() + ": " + e.Msg }

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
	p := &metaParser{file: file}
	root, err := p.parse(data)
	if err != nil || root == nil {
		return err
	}
	p.fields(root, reflect.ValueOf(into).Elem(), "")
	return errors.Join(p.errs...)
}

// Placed is a value of a YAML file with its place.
type Placed struct {
	Pos   diag.Pos
	Value string
}

type metaParser struct {
	file string
	errs []error
}

func (p *metaParser) fail(n yamlast.Node, format string, args ...any) {
	p.errs = append(p.errs, &Error{Pos: p.pos(n), Msg: fmt.Sprintf(format, args...)})
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
			root, err = nil, &Error{Pos: diag.Pos{File: p.file, Line: 1}, Msg: "the YAML cannot be read"}
		}
	}()
	if err := p.refuse(data); err != nil {
		return nil, err
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, p.syntax(err)
	}
	switch {
	case len(f.Docs) == 0 || f.Docs[0].Body == nil:
		return nil, nil
	case len(f.Docs) > 1:
		return nil, &Error{Pos: p.pos(f.Docs[1].Body), Msg: "a second YAML document begins here; one is expected"}
	}
	if _, null := f.Docs[0].Body.(*yamlast.NullNode); null {
		return nil, nil
	}
	return f.Docs[0].Body, nil
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

// syntax gives the library's message a place.
func (p *metaParser) syntax(err error) error {
	pos := diag.Pos{File: p.file, Line: 1}
	var se *yaml.SyntaxError
	if errors.As(err, &se) {
		if se.Token != nil && se.Token.Position != nil {
			pos.Line, pos.Col = se.Token.Position.Line, se.Token.Position.Column
		}
		return &Error{Pos: pos, Msg: "the YAML cannot be read: " + se.Message}
	}
	return &Error{Pos: pos, Msg: "the YAML cannot be read: " + firstLine(err.Error())}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// fields fills the struct v from a mapping; path names the mapping.
func (p *metaParser) fields(n yamlast.Node, v reflect.Value, path string) {
	seen := map[string]bool{}
	for _, kv := range p.mapping(n, path) {
		key := kv.Key.GetToken().Value
		at := fieldByKey(v.Type(), key)
		switch {
		case at == nil:
			p.errs = append(p.errs, &Error{Pos: p.pos(kv.Key), Unknown: true,
				Msg: fmt.Sprintf("unknown key %q; known here: %s", path+key, knownKeys(v.Type()))})
		case seen[key]:
			p.fail(kv.Key, "key %q stands here a second time", path+key)
		default:
			p.value(kv.Value, v.FieldByIndex(at), path+key)
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
	p.fail(n, "%s must be a list of keys with values (key: value)", what)
	return nil
}

func (p *metaParser) value(n yamlast.Node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(p.scalar(n, path))
		switch s := v.String(); {
		case s == "":
		case path == "lang" && !IsLang(s):
			p.fail(n, "%q is no language tag; write one of BCP 47: nl, en, de-AT", s)
		case path == "inference" && s != InferenceDone:
			p.fail(n, "inference is %q; write %s, or leave the line out to have links, abbreviations and languages marked", s, InferenceDone)
		}
	case reflect.Slice:
		for _, item := range sequence(n) {
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
		p.fields(n, v, path+".")
	case reflect.Pointer:
		part := reflect.New(v.Type().Elem())
		p.fields(n, part.Elem(), path+".")
		if !part.Elem().IsZero() {
			v.Set(part)
		}
	}
}

// sequence gives the items of a list; a single value is a list of one.
func sequence(n yamlast.Node) []yamlast.Node {
	switch n := n.(type) {
	case *yamlast.SequenceNode:
		return n.Values
	case *yamlast.NullNode:
		return nil
	}
	return []yamlast.Node{n}
}

// scalar gives a value as it is written. Anchors and aliases are refused: no
// field needs them, and they can blow up a small file.
func (p *metaParser) scalar(n yamlast.Node, path string) string {
	switch n := n.(type) {
	case *yamlast.NullNode, nil:
		return ""
	case *yamlast.StringNode:
		return n.Value
	case *yamlast.LiteralNode:
		return strings.TrimSpace(n.Value.Value)
	case *yamlast.AnchorNode, *yamlast.AliasNode:
		p.fail(n, "%s uses an anchor or alias; write the value out", path)
		return ""
	case *yamlast.IntegerNode, *yamlast.FloatNode, *yamlast.BoolNode, *yamlast.InfinityNode, *yamlast.NanNode:
		return n.GetToken().Value
	}
	p.fail(n, "%s must be a single value", path)
	return ""
}

// fieldByKey is the index of the field that a key names, those of embedded
// structs included; nil where there is none.
func fieldByKey(t reflect.Type, key string) []int {
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous && yamlKey(f) == key {
			return f.Index
		}
	}
	return nil
}

func yamlKey(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return key
}

func knownKeys(t reflect.Type) string {
	var keys []string
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			keys = append(keys, yamlKey(f))
		}
	}
	return strings.Join(keys, ", ")
}
