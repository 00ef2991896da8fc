package meta

import (
	"maps"
	"slices"
	"strings"
)

// roles are the relators of MARC that publications of offices have, by their code,
// with the list's English name in small letters (Library of Congress, MARC Code List
// for Relators).
var roles = map[string]string{
	"aui": "author of introduction", "aut": "author", "bkd": "book designer", "com": "compiler", "cre": "creator", "ctb": "contributor",
	"ctg": "cartographer", "cov": "cover designer", "edt": "editor", "fnd": "funder", "ill": "illustrator", "isb": "issuing body",
	"pbl": "publisher", "pht": "photographer", "res": "researcher", "rev": "reviewer", "spn": "sponsor", "trl": "translator",
}

// IssuingBody is MARC's relator for the body that issues a work as an organ of another one,
// as the sender of a letter does.
const IssuingBody = "isb"

// checkRole takes a relator by code or name and gives the code.
func checkRole(value string) (string, *Fault) {
	plain := strings.ToLower(value)
	for code, name := range roles {
		if plain == code || plain == name {
			return code, nil
		}
	}
	return "", faultf("write one of "+strings.Join(slices.Sorted(maps.Values(roles)), ", ")+", or its code", "%q is no role", value)
}

func (p Person) fault() *Fault {
	if p.Name == "" {
		return faultf("write name: … beside it", "a person has no name")
	}
	return nil
}

func (s Subject) fault() *Fault {
	switch {
	case s.Name == "":
		return faultf("write name: … beside it", "a subject has no name")
	case s.Authority != "" && s.Term == "":
		return faultf("write its code there as term: …, or take the authority out", "the subject %q has an authority and no term", s.Name)
	case s.Authority == "" && s.Term != "":
		return faultf("name the list that the term is from as authority: …, or take the term out", "the subject %q has a term and no authority", s.Name)
	}
	return nil
}

func (s *Series) fault() *Fault {
	if s.Title == "" {
		return faultf("write title: … beside it", "a series has no title")
	}
	return nil
}
