package tree

import (
	"fmt"
	"slices"
	"strings"
)

// wrong marks a field of another kind than asked for; spent refuses it.
type wrong struct{}

// take gives a field and takes it out; the zero value where there is none.
func take[T any](o *object, key string) (value T) {
	v, is := o.fields[key]
	if !is {
		return value
	}
	value, ok := v.(T)
	if !ok {
		o.fields[key] = wrong{}
		return value
	}
	delete(o.fields, key)
	return value
}

func (o *object) text(key string) string { return take[string](o, key) }

func (o *object) yes(key string) bool { return take[bool](o, key) }

func (o *object) number(key string) int {
	n := take[float64](o, key)
	if n != float64(int32(n)) {
		o.fields[key] = wrong{}
		return 0
	}
	return int(n)
}

// list gives the objects of a list. It stays in the object until spent, because
// notes are read in two steps.
func (o *object) list(key string) []*object {
	var out []*object
	list, ok := o.fields[key].([]any)
	if !ok {
		return nil
	}
	for _, v := range list {
		inner, ok := v.(*object)
		if !ok {
			o.fields[key] = wrong{}
			return nil
		}
		out = append(out, inner)
	}
	o.read = append(o.read, key)
	return out
}

// spent refuses what nobody asked for.
func (r *reader) spent(o *object) {
	var left []string
	for key := range o.fields {
		if !slices.Contains(o.read, key) {
			left = append(left, key)
		}
	}
	if len(left) > 0 {
		slices.Sort(left)
		r.refuse(o.line, fmt.Sprintf("a node of the tree has fields that are not known, or of another kind: %s", strings.Join(left, ", ")))
	}
}
