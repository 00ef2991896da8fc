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
func (m Meta) Identifier() (identifier, key string) {
	id := m.Identifiers
	if id == nil {
		id = &Identifiers{}
	}
	switch {
	case id.ISBN != "":
		return "urn:isbn:" + strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(id.ISBN)), "identifiers.isbn"
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
// nothing else identifies, from the SHA-256 of what names it and of the input's
// name. The text is no part of it: a corrected letter does not make another
// publication.
func (m Meta) MakeUUID(name string) string {
	id := m.Identifiers
	if id == nil {
		id = &Identifiers{}
	}
	h := sha256.New()
	for _, term := range []string{m.Title, m.Publisher, m.Period, id.Number, id.Dossier, name} {
		fmt.Fprintf(h, "%s\x00", term) // the end mark keeps the terms apart
	}
	var u [16]byte
	copy(u[:], h.Sum(nil))
	u[6] = u[6]&0x0F | 0x80 // version 8
	u[8] = u[8]&0x3F | 0x80 // variant
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
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
		for _, f := range []struct{ key, value string }{
			{"isbn", id.ISBN}, {"doi", id.DOI}, {"uri", id.URI}, {"uuid", id.UUID}, {"number", id.Number},
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
