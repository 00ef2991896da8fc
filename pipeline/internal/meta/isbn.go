package meta

import (
	"slices"
	"strings"
)

// The kinds of editions that have an ISBN of their own.
const (
	ForPrint = "print"
	ForPDF   = "pdf"
	ForEPUB  = "epub"
)

// ParseISBN takes an ISBN of 13 or 10 digits as it is printed, its label aside; the fault
// says what is wrong with it, and which digit would be right (ISO 2108).
func ParseISBN(value string) (string, *Fault) { return checkISBN(value) }

// ISBNOf is the number of an edition of a kind: its own, or the one for none in
// particular; "" where neither is known.
func (id *Identifiers) ISBNOf(kind string) string {
	isbn, _ := id.isbnOf(kind)
	return isbn
}

func (id *Identifiers) isbnOf(kind string) (isbn, key string) {
	if id == nil || id.ISBN == nil {
		return "", ""
	}
	for _, n := range id.ISBN.all() {
		if n.Key == kind && kind != "" && n.Text != "" {
			return n.Text, "identifiers.isbn." + kind
		}
	}
	return id.ISBN.Any, "identifiers.isbn"
}

// all are the numbers by the keys of their editions, that of none in particular
// under "".
func (i *ISBN) all() []Value {
	return []Value{{"", i.Any}, {ForPrint, i.Print}, {ForPDF, i.PDF}, {ForEPUB, i.EPUB}}
}

// ISBNs are the numbers that are known, by the keys of their editions: "" is that
// for none in particular.
func (id *Identifiers) ISBNs() []Value {
	if id == nil || id.ISBN == nil {
		return nil
	}
	return slices.DeleteFunc(id.ISBN.all(), func(v Value) bool { return v.Text == "" })
}

// fault tells where two editions have one number.
func (i *ISBN) fault() *Fault {
	met := map[string]string{}
	for _, n := range i.all() {
		bare := bareISBN(n.Text)
		if other := met[bare]; bare != "" && other != "" {
			return faultf("give each edition the number that it was given, or write isbn: "+n.Text+" where it was given for all",
				"the editions %s and %s have one ISBN, %s", other, n.Key, n.Text)
		}
		met[bare] = n.Key
	}
	return nil
}

func bareISBN(isbn string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(isbn))
}
