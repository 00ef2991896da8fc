package meta

import (
	"maps"
	"reflect"

	"octavo/pipeline/internal/diag"
)

// Merge returns base with every field that over knows replaced; the
// fields of nested parts are merged one by one. Neither argument is changed.
func Merge(base, over Meta) Meta {
	places := maps.Clone(base.places)
	for _, v := range over.Values() {
		if places == nil {
			places = map[string]diag.Pos{}
		}
		places[v.Key] = over.places[v.Key]
	}
	mergeStruct(reflect.ValueOf(&base).Elem(), reflect.ValueOf(over))
	base.places = places
	return base
}

func mergeStruct(dst, over reflect.Value) {
	for i := range dst.NumField() {
		if yamlKey(dst.Type().Field(i)) != "" {
			mergeField(dst.Field(i), over.Field(i))
		}
	}
}

func mergeField(dst, over reflect.Value) {
	switch {
	case over.IsZero():
	case over.Kind() == reflect.Pointer && !dst.IsNil():
		merged := reflect.New(dst.Type().Elem())
		merged.Elem().Set(dst.Elem())
		mergeStruct(merged.Elem(), over.Elem())
		dst.Set(merged)
	default:
		dst.Set(over)
	}
}
