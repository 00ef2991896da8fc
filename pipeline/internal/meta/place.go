package meta

import (
	"maps"
	"reflect"
	"strings"

	"octavo/pipeline/internal/diag"
)

// Place is where the value of a key, such as "identifiers.isbn", stands in the
// file that it was read from; the zero Pos for one that came from no file.
func (m Meta) Place(key string) diag.Pos { return m.places[key] }

// MoveDown counts the places' lines from an earlier line of the file, as front
// matter needs.
func (m *Meta) MoveDown(lines int) {
	moved := make(map[string]diag.Pos, len(m.places))
	for key, pos := range m.places {
		pos.Line += lines
		moved[key] = pos
	}
	m.places = moved
}

// SetLang sets a language that no file gave.
func (m *Meta) SetLang(tag string) {
	m.Lang = tag
	m.places = maps.Clone(m.places)
	delete(m.places, "lang")
}

// FromFiles gives the values that were read from files, and Said the others,
// which a caller or a command line gave.
func (m Meta) FromFiles() Meta { return m.only("", true) }

// Said gives the values that came from no file.
func (m Meta) Said() Meta { return m.only("", false) }

func (m Meta) only(path string, placed bool) Meta {
	v := reflect.ValueOf(&m).Elem()
	m.keepFields(v, path, placed)
	return m
}

// keepFields empties the fields of a struct that came from a file or did not.
func (m *Meta) keepFields(v reflect.Value, path string, placed bool) {
	eachField(v, path, func(key string, field reflect.Value) {
		if field.Kind() == reflect.Pointer && !field.IsNil() {
			copied := reflect.New(field.Type().Elem())
			copied.Elem().Set(field.Elem())
			m.keepFields(copied.Elem(), key+".", placed)
			field.Set(copied)
			if copied.Elem().IsZero() {
				field.SetZero()
			}
			return
		}
		if m.places[key].IsValid() != placed {
			field.SetZero()
		}
	})
}

// eachField visits the fields that have keys, in their order.
func eachField(v reflect.Value, path string, visit func(key string, field reflect.Value)) {
	for i := range v.NumField() {
		if key := yamlKey(v.Type().Field(i)); key != "" {
			visit(keyPath(v.Type(), path, key), v.Field(i))
		}
	}
}

// Value is one value of metadata by its key.
type Value struct {
	Key, Text string
}

// Values lists what is known, in the order of the fields; the items of a list
// are joined by semicolons.
func (m Meta) Values() []Value {
	var out []Value
	listValues(reflect.ValueOf(m), "", &out)
	return out
}

func listValues(v reflect.Value, path string, out *[]Value) {
	eachField(v, path, func(key string, field reflect.Value) {
		switch {
		case field.IsZero():
		case field.Kind() == reflect.Pointer:
			listValues(field.Elem(), key+".", out)
		case field.Kind() == reflect.Slice:
			items := make([]string, field.Len())
			for i := range items {
				items[i] = itemText(field.Index(i))
			}
			*out = append(*out, Value{key, strings.Join(items, "; ")})
		default:
			*out = append(*out, Value{key, field.String()})
		}
	})
}

// keyPath is the key of a field under its path. The field that stands for a whole
// struct has the struct's own: "identifiers.isbn".
func keyPath(t reflect.Type, path, key string) string {
	if short[t] && path != "" && yamlKey(t.Field(0)) == key {
		return strings.TrimSuffix(path, ".")
	}
	return path + key
}

// itemText is an item of a list in words: "Jansen (edt, Jansen, Anna)".
func itemText(v reflect.Value) string {
	if v.Kind() == reflect.String {
		return v.String()
	}
	var more []string
	for i := 1; i < v.NumField(); i++ {
		if s := v.Field(i).String(); s != "" {
			more = append(more, s)
		}
	}
	if len(more) == 0 {
		return v.Field(0).String()
	}
	return v.Field(0).String() + " (" + strings.Join(more, ", ") + ")"
}
