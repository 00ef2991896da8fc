package pipeline

import (
	"fmt"

	"octavo/pipeline/internal/meta"
)

// Meta is what is known about a publication beside its text: title, language,
// creators and so on, by the keys that docs/metadata.md lists. The zero Meta knows
// nothing. ParseMeta fills it.
type Meta struct{ fields meta.Meta }

// ParseMeta reads metadata in YAML, and so in JSON, which is YAML too; file is
// its name in messages. Every fault is an InputError; what could be read stands
// in the Meta all the same.
func ParseMeta(file string, data []byte) (Meta, error) {
	fields, err := meta.Parse(file, data)
	return Meta{fields}, asInput(err)
}

// WithLang returns m with another language, a tag of BCP 47 such as nl; the
// error says what is wrong with the tag.
func (m Meta) WithLang(tag string) (Meta, error) {
	if _, fault := meta.CheckLang(tag); fault != nil {
		return m, fmt.Errorf("%s; %s", fault.Cause, fault.Remedy)
	}
	m.fields.SetLang(tag)
	return m, nil
}

// YAML gives the metadata in the form that ParseMeta reads; none give "".
func (m Meta) YAML() string { return m.fields.YAML() }

// Unique lists, by their keys, the values that belong to one publication alone,
// such as identifiers.isbn.
func (m Meta) Unique() []string { return m.fields.Unique() }
