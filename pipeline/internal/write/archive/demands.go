package archive

import (
	"cmp"
	"fmt"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// Codes of what a package asks of the metadata.
const (
	codeFieldMissing  diag.Code = "archive-field-missing"
	codeAppraisalOpen diag.Code = "archive-appraisal-open"
)

var _ = diag.Register(map[diag.Code]string{
	codeFieldMissing:  "The metadata lack what a package for an archive must tell: an error where the schema of MDTO demands it, and with --package mdto where the rules of its SIP do, else a warning.",
	codeAppraisalOpen: "The appraisal is to be settled still, which MDTO knows and an archive does not take in.",
})

// appraisals are MDTO's terms for an appraisal, a closed list, by their codes.
var appraisals = map[string]string{"B": "Blijvend te bewaren", "V": "Tijdelijk te bewaren", "N": "Nader te bepalen"}

// demand is what the metadata must tell, and what to write where they do not.
type demand struct {
	field, why, remedy string
	met                bool
	ofSchema           bool // else of the rules of the SIP alone
}

// Missing finds what the metadata must tell for a package of a form and do not, all
// at once, each with its field's place as far as there is one.
func Missing(m *meta.Meta, form string) []diag.Diagnostic {
	a := settled(m)
	var out []diag.Diagnostic
	for _, d := range append(schemaDemands(m, a), sipDemands(a)...) {
		if !d.met {
			out = append(out, d.finding(m, form))
		}
	}
	if a.Appraisal.Code == "N" {
		out = append(out, diag.Diagnostic{Code: codeAppraisalOpen, Severity: diag.Warning, Pos: place(m, "archive.appraisal"), Rule: "an archive takes in what is appraised",
			Message: "the appraisal is N, to be settled: MDTO knows it, but an archive takes in B or V alone",
			Hint:    "when it is settled, write archive: {appraisal: {code: B}}, to be kept for ever, or V with a retention"})
	}
	return out
}

func (d demand) finding(m *meta.Meta, form string) diag.Diagnostic {
	f := diag.Diagnostic{Code: codeFieldMissing, Severity: diag.Error, Pos: place(m, d.field), Rule: "MDTO 1.0.1 demands it",
		Message: fmt.Sprintf("the archive package needs %s, and the metadata do not give it: %s", d.field, d.why), Hint: d.remedy}
	if d.ofSchema {
		return f
	}
	f.Rule = "the rules of MDTO's SIP demand it"
	if form != FormMDTO {
		f.Severity = diag.Warning
		f.Message = fmt.Sprintf("%s is not given, which the rules of MDTO's SIP demand: %s", d.field, d.why)
	}
	return f
}

// place is where a field stands, or what is beside it, or else the first of the
// fields for an archive.
func place(m *meta.Meta, field string) diag.Pos {
	for {
		for _, v := range m.Values() {
			if pos := m.Place(v.Key); pos.IsValid() && (v.Key == field || strings.HasPrefix(v.Key, field+".")) {
				return pos
			}
		}
		i := strings.LastIndexByte(field, '.')
		if i < 0 {
			return diag.Pos{}
		}
		field = field[:i]
	}
}

func schemaDemands(m *meta.Meta, a meta.Archive) []demand {
	return []demand{
		{"archive.identification", "the mark of the publication and whose mark it is (identificatie); an ISBN or DOI does too",
			"write archive: {identification: {id: …, source: …}}", len(objectIDs(m, a)) > 0, true},
		{"archive.identification.source", "whose mark the id is (identificatieBron)",
			"write it beside archive: {identification: {id: " + quotedOr(a.Identification.ID) + "}}", a.Identification.ID == "" || a.Identification.Source != "", true},
		{"archive.appraisal", "what was decided about keeping it (waardering)",
			"write archive: {appraisal: {code: B}}, to be kept for ever, or V, for a time, or N, to be settled", a.Appraisal.Label != "" && a.Appraisal.List != "", true},
		{"archive.creator.name", "the body that made or received it (archiefvormer)",
			"write archive: {creator: {name: …}}, with id and source where a register has it", a.Creator.Name != "", true},
		{"archive.creator.source", "the register that the creator's id comes from (identificatieBron)",
			"write it beside archive: {creator: {id: " + quotedOr(a.Creator.ID) + "}}", a.Creator.ID == "" || a.Creator.Source != "", true},
		{"archive.restriction", "what limits its use, with the list that the term is of (beperkingGebruik)",
			"write archive: {restriction: {label: …, list: …}}; where nothing limits it: label: Geen beperking, list: Begrippenlijst BeperkingGebruikTypeLijst MDTO",
			a.Restriction.Label != "" && a.Restriction.List != "", true},
		{"archive.category.list", "the selection list that the category is of (begripBegrippenlijst)",
			"write archive: {category: {label: …, list: …}}", *a.Category == (meta.ArchiveTerm{}) || a.Category.Label != "" && a.Category.List != "", true},
		{"archive.parent.source", "whose mark the parent's id is (identificatieBron)",
			"write it beside archive: {parent: {id: " + quotedOr(a.Parent.ID) + "}}", a.Parent.ID == "" || a.Parent.Source != "", true},
	}
}

func sipDemands(a meta.Archive) []demand {
	return []demand{
		{"archive.parent.name", "what it becomes part of in the archive (isOnderdeelVan)",
			"write archive: {parent: {name: …, id: …, source: …}}", a.Parent.Name != "", false},
		{"archive.location", "where in the archive's system it belongs, as the archive told it (locatie doelsysteem)",
			"write archive: {location: …}", a.Location != "", false},
		{"archive.contact", "whom the archive asks about it (contactpersoon), with an address or a telephone number",
			"write archive: {contact: {name: …, email: …}}", a.Contact.Name != "" && a.Contact.Email+a.Contact.Phone != "", false},
		{"archive.retention", "for how long it is kept, since its appraisal is V (bewaartermijn)",
			"write archive: {retention: {start: 2025-05-21, duration: P10Y}}, or its end", a.Appraisal.Code != "V" || a.Retention.Duration+a.Retention.End != "", false},
	}
}

func quotedOr(id string) string {
	if id == "" {
		return "…"
	}
	return fmt.Sprintf("%q", id)
}

// settled is what the metadata hold for an archive, with no part absent, and with
// what MDTO's closed list of appraisals has to a code or a label.
func settled(m *meta.Meta) meta.Archive {
	var a meta.Archive
	if m.Archive != nil {
		a = *m.Archive
	}
	a.Identification, a.Creator, a.Parent = orEmpty(a.Identification), orEmpty(a.Creator), orEmpty(a.Parent)
	a.Appraisal, a.Restriction, a.Category = orEmpty(a.Appraisal), orEmpty(a.Restriction), orEmpty(a.Category)
	a.Contact, a.Retention = orEmpty(a.Contact), orEmpty(a.Retention)
	a.Appraisal = appraised(*a.Appraisal)
	return a
}

// appraised completes a term of the closed list; one that is not of it has no label,
// so that it is asked for.
func appraised(given meta.ArchiveTerm) *meta.ArchiveTerm {
	for code, label := range appraisals {
		if (given.Code == code || given.Code == "") && (given.Label == label || given.Label == "") && given.Code+given.Label != "" {
			return &meta.ArchiveTerm{Label: label, Code: code, List: cmp.Or(given.List, listAppraisals)}
		}
	}
	return &meta.ArchiveTerm{Code: given.Code}
}

func orEmpty[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}

// objectIDs are the marks of the publication: that of the archive's creator, its
// ISBNs and its DOI.
func objectIDs(m *meta.Meta, a meta.Archive) []ID {
	var out []ID
	if a.Identification.ID != "" {
		out = append(out, ID{a.Identification.ID, a.Identification.Source})
	}
	if id := m.Identifiers; id != nil {
		for _, isbn := range id.ISBNs() {
			out = append(out, ID{isbn.Text, "ISBN"})
		}
		if id.DOI != "" {
			out = append(out, ID{id.DOI, "DOI"})
		}
	}
	return out
}
