package meta

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Person is who made or helped to make the publication, a body or a human being.
// In YAML and JSON one of whom only the name is known is the name alone.
type Person struct {
	Name string `yaml:"name" json:"name"`
	// Role is a code of MARC's list of relators, such as edt; checkRole takes its
	// English name too. Empty, nothing is said of it.
	Role string `yaml:"role,omitempty" json:"role,omitempty"`
	// FileAs is the name as a list sorts it: "Jansen, Anna".
	FileAs string `yaml:"file-as,omitempty" json:"file-as,omitempty"`
}

// Subject is what the publication is about. Term is its code in the list that
// Authority names, by a URI or one of EPUB's reserved names; both are known or
// neither is (EPUB 3.3, D.3.2 and D.3.10).
type Subject struct {
	Name      string `yaml:"name" json:"name"`
	Authority string `yaml:"authority,omitempty" json:"authority,omitempty"`
	Term      string `yaml:"term,omitempty" json:"term,omitempty"`
}

// Series is what the publication is a part of, and its number there.
type Series struct {
	Title  string `yaml:"title" json:"title"`
	ISSN   string `yaml:"issn,omitempty" json:"issn,omitempty"`
	Number string `yaml:"number,omitempty" json:"number,omitempty"`
}

// ISBN are the numbers of the editions, each of which is a product of its own (ISO
// 2108, 4.4). Any is one that was given for none in particular.
type ISBN struct {
	Any   string `yaml:"any,omitempty" json:"any,omitempty"`
	Print string `yaml:"print,omitempty" json:"print,omitempty"`
	PDF   string `yaml:"pdf,omitempty" json:"pdf,omitempty"`
	EPUB  string `yaml:"epub,omitempty" json:"epub,omitempty"`
}

// People makes persons of mere names.
func People(names ...string) []Person {
	var out []Person
	for _, n := range names {
		out = append(out, Person{Name: n})
	}
	return out
}

// Names are the names of persons.
func Names(people []Person) []string {
	var out []string
	for _, p := range people {
		out = append(out, p.Name)
	}
	return out
}

// Subjects makes subjects of mere names.
func Subjects(names ...string) []Subject {
	var out []Subject
	for _, n := range names {
		out = append(out, Subject{Name: n})
	}
	return out
}

// SubjectNames are the names of subjects.
func SubjectNames(subjects []Subject) []string {
	var out []string
	for _, s := range subjects {
		out = append(out, s.Name)
	}
	return out
}

// short are the types whose first field alone is written as a mere text.
var short = map[reflect.Type]bool{
	reflect.TypeFor[Person]():  true,
	reflect.TypeFor[Subject](): true,
	reflect.TypeFor[Series]():  true,
	reflect.TypeFor[ISBN]():    true,
}

// shortForm gives the text that stands for a whole struct; false where it takes more.
func shortForm(v reflect.Value) (string, bool) {
	if v.Kind() != reflect.Struct || !short[v.Type()] {
		return "", false
	}
	for i := 1; i < v.NumField(); i++ {
		if !v.Field(i).IsZero() {
			return "", false
		}
	}
	return v.Field(0).String(), true
}

// MarshalJSON writes a person of whom only the name is known as that name.
func (p Person) MarshalJSON() ([]byte, error) { type full Person; return marshalShort(p, full(p)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Person) UnmarshalJSON(data []byte) error {
	type full Person
	return unmarshalShort(data, &p.Name, (*full)(p))
}

// MarshalJSON writes a subject of which only the name is known as that name.
func (s Subject) MarshalJSON() ([]byte, error) { type full Subject; return marshalShort(s, full(s)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Subject) UnmarshalJSON(data []byte) error {
	type full Subject
	return unmarshalShort(data, &s.Name, (*full)(s))
}

// MarshalJSON writes a series of which only the title is known as that title.
func (s Series) MarshalJSON() ([]byte, error) { type full Series; return marshalShort(s, full(s)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Series) UnmarshalJSON(data []byte) error {
	type full Series
	return unmarshalShort(data, &s.Title, (*full)(s))
}

// MarshalJSON writes a number for no edition in particular as that number.
func (i ISBN) MarshalJSON() ([]byte, error) { type full ISBN; return marshalShort(i, full(i)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (i *ISBN) UnmarshalJSON(data []byte) error {
	type full ISBN
	return unmarshalShort(data, &i.Any, (*full)(i))
}

func marshalShort(v, full any) ([]byte, error) {
	if s, ok := shortForm(reflect.ValueOf(v)); ok {
		return json.Marshal(s)
	}
	return json.Marshal(full)
}

func unmarshalShort(data []byte, text *string, full any) error {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte(`"`)) {
		return json.Unmarshal(data, text)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	return d.Decode(full)
}
