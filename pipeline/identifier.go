package pipeline

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// codeIdentifierMade is the finding about a publication that nothing identifies.
const codeIdentifierMade diag.Code = "identifier-made"

var _ = diag.Register(map[diag.Code]string{
	codeIdentifierMade: "No number of the publication is known, so an identifier was made from what names it; another publication may be named alike.",
})

// identifierMade is the origin of an identifier in the log where it was made in
// this run; else it is the key of the metadata that it comes from.
const identifierMade = "made"

// identify finds the publication's identifier. Where none is known it makes
// one, which the metadata keep from here on. One that another publication of
// the same run has is refused: reading systems would take the second for the
// first.
func (s *Settled) identify(job *Job, m *meta.Meta, log *diag.Log) error {
	s.Identifier, s.IdentifierFrom = m.Identifier()
	if s.Identifier == "" {
		m.SetUUID(m.MakeUUID(job.wholeText(m)))
		s.Identifier, _ = m.Identifier()
		s.IdentifierFrom = identifierMade
		log.Add(weakIdentifier(job, m, s.Identifier))
	}
	if other, taken := job.Taken[s.Identifier]; taken {
		return &InputError{Pos: Pos{File: job.Source},
			Message: fmt.Sprintf("its identifier %s is also that of %s", s.Identifier, other),
			Remedy:  "give each its own in the metadata, under identifiers: isbn, uri or doi"}
	}
	return nil
}

// wholeText is the text of a publication without a title, which nothing else tells
// from others; "" where it has one.
func (j *Job) wholeText(m *meta.Meta) string {
	if titled, _ := m.Named(); titled {
		return ""
	}
	h := sha256.New()
	for _, p := range j.Parts {
		fmt.Fprintf(h, "%d\n%s", len(p.Data), p.Data)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// weakIdentifier is the finding about a made identifier, which says how weak it is.
func weakIdentifier(job *Job, m *meta.Meta, identifier string) diag.Diagnostic {
	d := diag.Diagnostic{Code: codeIdentifierMade, Pos: diag.Pos{File: job.Source}, Rule: "a publication has an identifier"}
	titled, told := m.Named()
	switch {
	case !titled:
		d.Severity = diag.Warning
		d.Message = fmt.Sprintf("nothing identifies this publication, not even a title; %s was made from its text, and a corrected letter makes another", identifier)
	case !told:
		d.Message = fmt.Sprintf("only its title identifies this publication; %s was made from that and is weak: another publication of that title gets the same", identifier)
	default:
		d.Message = fmt.Sprintf("no number of this publication is known; %s was made from title, language, publisher, creators, date, period, edition, series, number and dossier,"+
			" and is weak: another publication with the same ones gets the same", identifier)
	}
	d.Hint = "give its own under identifiers in the metadata: isbn, uri, doi or number; this one is kept in the review copy"
	if job.KeepReview {
		d.Hint = fmt.Sprintf("give its own under identifiers in the metadata: isbn, uri, doi or number; or keep this one in the front matter: identifiers: {uuid: %s}", strings.TrimPrefix(identifier, "urn:uuid:"))
	}
	return d
}
