package epub

import "octavo/pipeline/internal/meta"

// otherIdentifiers are those beside the unique one.
func otherIdentifiers(m *meta.Meta, main string) []string {
	var out []string
	add := func(prefix, value string) {
		if value != "" && prefix+value != main {
			out = append(out, prefix+value)
		}
	}
	if id := m.Identifiers; id != nil {
		add("urn:issn:", id.ISSN)
		add("https://doi.org/", id.DOI)
		add("", id.URI)
	}
	if m.Archive != nil && m.Archive.Identification != nil {
		add("", m.Archive.Identification.ID)
	}
	return out
}
