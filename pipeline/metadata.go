package pipeline

import (
	"fmt"

	"octavo/pipeline/internal/meta"
)

// Meta is what is known about a publication beside its text: title, language,
// creators and so on, by the keys that the README lists. The zero Meta knows
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
	if !meta.IsLang(tag) {
		return m, fmt.Errorf("%q is no language tag; write one of BCP 47: nl, en, de-AT", tag)
	}
	m.fields.SetLang(tag)
	return m, nil
}

// YAML gives the metadata in the form that ParseMeta reads; none give "".
func (m Meta) YAML() string { return m.fields.YAML() }
