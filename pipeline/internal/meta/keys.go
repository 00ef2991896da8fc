package meta

import (
	"fmt"
	"reflect"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
)

// fieldByKey is the index of the field that a key names, those of embedded
// structs included; nil where there is none.
func fieldByKey(t reflect.Type, key string) []int {
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous && key != "" && yamlKey(f) == key {
			return f.Index
		}
	}
	return nil
}

func yamlKey(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
	return key
}

// unknown says what keys there are, or where the one in question belongs.
func (p *metaParser) unknown(n yamlast.Node, t reflect.Type, path, key string) *Error {
	e := &Error{Pos: p.pos(n), Unknown: true, Msg: fmt.Sprintf("unknown key %q", path+key), Remedy: "take it out, or use a known one: " + knownKeys(t)}
	plain := strings.ToLower(strings.Trim(key, "“”„‘’"))
	if fieldByKey(t, plain) != nil {
		e.Remedy = "write " + plain
		return e
	}
	for _, f := range reflect.VisibleFields(t) {
		if f.Type.Kind() == reflect.Pointer && fieldByKey(f.Type.Elem(), key) != nil {
			e.Remedy = fmt.Sprintf("it belongs under %s: indent it by two spaces more than that", path+yamlKey(f))
		}
	}
	return e
}

func knownKeys(t reflect.Type) string {
	var keys []string
	for _, f := range reflect.VisibleFields(t) {
		if key := yamlKey(f); !f.Anonymous && key != "" && key != "digest" { // which nobody writes by hand
			keys = append(keys, yamlKey(f))
		}
	}
	return strings.Join(keys, ", ")
}
