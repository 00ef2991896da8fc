package meta

import (
	"crypto/sha256"
	"fmt"
	"strings"
)

// Identifier is what identifies the publication, in the form of EPUB's
// dc:identifier, with the key of the field that it comes from: the ISBN, the
// URI, the DOI, the archive's number, or the UUID that was made for it before.
// Both are empty where none is known.
func (m Meta) Identifier() (identifier, key string) { return m.IdentifierOf(ForEPUB) }

// IdentifierOf is what identifies the publication's edition of a kind, such as
// ForPDF, as Identifier does.
func (m Meta) IdentifierOf(kind string) (identifier, key string) {
	id := m.Identifiers
	if id == nil {
		id = &Identifiers{}
	}
	isbn, isbnKey := id.isbnOf(kind)
	switch {
	case isbn != "":
		return "urn:isbn:" + bareISBN(isbn), isbnKey
	case id.URI != "":
		return id.URI, "identifiers.uri"
	case id.DOI != "":
		return "https://doi.org/" + id.DOI, "identifiers.doi"
	case m.Archive != nil && m.Archive.Identification != nil && m.Archive.Identification.ID != "":
		return m.Archive.Identification.ID, "archive.identification.id"
	case id.UUID != "":
		return "urn:uuid:" + id.UUID, "identifiers.uuid"
	}
	return "", ""
}

// MakeUUID makes a UUID of version 8 (RFC 9562, 5.8) for a publication that
// nothing else identifies, from the SHA-256 of what names it, in which neither
// letter case nor white space counts. Neither the text nor the input's name is a
// part of it: a corrected letter or another file does not make another
// publication. Text is the whole text where there is nothing that names it, so
// that two such publications do not share one.
func (m Meta) MakeUUID(text string) string {
	h := sha256.New()
	for _, term := range append(m.naming(), text) {
		fmt.Fprintf(h, "%s\x00", strings.ToLower(strings.Join(strings.Fields(term), " "))) // the end mark keeps the terms apart
	}
	var u [16]byte
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0F | 0x80 // version 8
	u[8] = u[8]&0x3F | 0x80 // variant
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// naming are the values that name a publication, and tell it from others of the same
// title.
func (m Meta) naming() []string {
	id := m.Identifiers
	if id == nil {
		id = &Identifiers{}
	}
	series := m.Series
	if series == nil {
		series = &Series{}
	}
	primary, _, _ := strings.Cut(m.Lang, "-")
	return []string{m.Title, m.Subtitle, primary, m.Publisher, strings.Join(Names(m.Creators), ";"), m.Date, m.Period, m.Edition,
		id.Number, id.Dossier, id.ISSN, series.Title, series.Number}
}

// Named tells whether the publication has a title, and whether anything beside title
// and language tells it from others of that title.
func (m Meta) Named() (titled, told bool) {
	terms := m.naming()
	return m.Title != "", terms[1] != "" || strings.Join(terms[3:], "") != ""
}

// SetUUID keeps a made UUID. Identifiers that were copied from m do not change.
func (m *Meta) SetUUID(uuid string) {
	id := Identifiers{}
	if m.Identifiers != nil {
		id = *m.Identifiers
	}
	id.UUID = uuid
	m.Identifiers = &id
}

// Unique lists, by their keys, the values that belong to one publication alone,
// unlike a series' ISSN or a dossier.
func (m Meta) Unique() []string {
	var keys []string
	if id := m.Identifiers; id != nil {
		if len(id.ISBNs()) > 0 {
			keys = append(keys, "identifiers.isbn")
		}
		for _, f := range []struct{ key, value string }{
			{"doi", id.DOI}, {"uri", id.URI}, {"uuid", id.UUID}, {"number", id.Number},
		} {
			if f.value != "" {
				keys = append(keys, "identifiers."+f.key)
			}
		}
	}
	if m.Archive != nil && m.Archive.Identification != nil {
		keys = append(keys, "archive.identification")
	}
	return keys
}
