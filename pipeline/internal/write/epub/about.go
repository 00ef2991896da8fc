package epub

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/meta"
)

// otherIdentifiers writes those beside the unique one. The dossier holds other papers
// too and so is what this one is a part of; the number is one that its publisher
// counts by.
func (p *packager) otherIdentifiers(m *meta.Meta) {
	add := func(prefix, value string) {
		if value != "" && prefix+value != p.bk.identifier {
			p.dc("identifier", prefix+value)
		}
	}
	if id := m.Identifiers; id != nil {
		if m.Series == nil || m.Series.ISSN != "" {
			add("urn:issn:", id.ISSN)
		}
		add("https://doi.org/", id.DOI)
		add("", id.URI)
		if id.Number != "" {
			p.dc("identifier", id.Number, "id", "number")
			p.meta("identifier-type", p.bk.words.Number, "refines", "#number")
		}
		p.meta("dcterms:isPartOf", id.Dossier)
	}
	if m.Archive != nil && m.Archive.Identification != nil {
		add("", m.Archive.Identification.ID)
	}
}

// people writes who made the publication, with their roles by MARC's list of
// relators (EPUB 3.3, D.3.9).
func (p *packager) people(m *meta.Meta) {
	for i, creator := range m.Creators {
		p.person("creator", i, creator)
	}
	for i, helper := range m.Contributors {
		p.person("contributor", i, helper)
	}
	p.refined("publisher", m.Publisher, "publisher", [][]string{{"role", "pbl", "scheme", "marc:relators"}})
}

func (p *packager) person(tag string, i int, who meta.Person) {
	p.refined(tag, who.Name, fmt.Sprintf("%s-%d", tag, i+1), [][]string{
		{"role", who.Role, "scheme", "marc:relators"}, {"file-as", who.FileAs},
	})
}

// refined writes a Dublin Core element and what is said of it: property, value and
// further attributes. It has an id where something is.
func (p *packager) refined(tag, value, id string, about [][]string) {
	said := 0
	for _, a := range about {
		if a[1] != "" {
			said++
		}
	}
	if said == 0 || strings.TrimSpace(value) == "" {
		p.dc(tag, value)
		return
	}
	p.dc(tag, value, "id", id)
	for _, a := range about {
		p.meta(a[0], a[1], append([]string{"refines", "#" + id}, a[2:]...)...)
	}
}

// subjects writes subjects and keywords, each name once.
func (p *packager) subjects(m *meta.Meta) {
	all := append(append([]meta.Subject{}, m.Subjects...), meta.Subjects(m.Keywords...)...)
	seen := map[string]bool{}
	for i, s := range all {
		if !seen[s.Name] {
			seen[s.Name] = true
			p.refined("subject", s.Name, fmt.Sprintf("subject-%d", i+1), [][]string{{"authority", s.Authority}, {"term", s.Term}})
		}
	}
}

// series writes what the publication is a part of (EPUB 3.3, D.3.3). The ISSN is the
// series' own, or that of the publication where the series has none.
func (p *packager) series(m *meta.Meta) {
	s := m.Series
	if s == nil {
		return
	}
	issn := s.ISSN
	if issn == "" && m.Identifiers != nil {
		issn = m.Identifiers.ISSN
	}
	p.meta("belongs-to-collection", s.Title, "id", "series")
	p.meta("collection-type", "series", "refines", "#series")
	p.meta("group-position", groupPosition(s.Number), "refines", "#series")
	if issn != "" {
		p.meta("dcterms:identifier", "urn:issn:"+issn, "refines", "#series")
	}
}

// groupPosition gives a number in a series where it is one that EPUB can express:
// whole numbers between full stops (EPUB 3.3, D.3.7).
func groupPosition(number string) string {
	for _, part := range strings.Split(number, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return ""
		}
	}
	return number
}
