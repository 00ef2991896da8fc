package meta

import (
	"strings"
	"time"

	"octavo/pipeline/internal/pattern"
)

// Archive holds what an archive asks for and a text cannot tell (MDTO 1.0.1).
type Archive struct {
	Identification *ArchiveID   `yaml:"identification,omitempty" json:"identification,omitempty"`
	Appraisal      *ArchiveTerm `yaml:"appraisal,omitempty" json:"appraisal,omitempty"`
	Creator        *ArchiveID   `yaml:"creator,omitempty" json:"creator,omitempty"`
	Restriction    *ArchiveTerm `yaml:"restriction,omitempty" json:"restriction,omitempty"`
	// Parent is what the publication is part of in the archive, as a file of a matter.
	Parent *ArchiveID `yaml:"parent,omitempty" json:"parent,omitempty"`
	// Location is where in the receiver's system the package belongs, in the
	// receiver's words.
	Location  string            `yaml:"location,omitempty" json:"location,omitempty"`
	Contact   *ArchiveContact   `yaml:"contact,omitempty" json:"contact,omitempty"`
	Retention *ArchiveRetention `yaml:"retention,omitempty" json:"retention,omitempty"`
	// Category is the term of the selection list that appraisal and retention rest on.
	Category *ArchiveTerm `yaml:"category,omitempty" json:"category,omitempty"`
}

// ArchiveID is an identifier with the register it comes from.
type ArchiveID struct {
	Name   string `yaml:"name,omitempty" json:"name,omitempty"`
	ID     string `yaml:"id,omitempty" json:"id,omitempty"`
	Source string `yaml:"source,omitempty" json:"source,omitempty"`
}

// ArchiveTerm is a term from a list of terms.
type ArchiveTerm struct {
	Label string `yaml:"label,omitempty" json:"label,omitempty"`
	Code  string `yaml:"code,omitempty" json:"code,omitempty"`
	List  string `yaml:"list,omitempty" json:"list,omitempty"`
}

// ArchiveContact is whom the archive asks about a package.
type ArchiveContact struct {
	Name  string `yaml:"name,omitempty" json:"name,omitempty"`
	Email string `yaml:"email,omitempty" json:"email,omitempty"`
	Phone string `yaml:"phone,omitempty" json:"phone,omitempty"`
}

// ArchiveRetention is for how long the publication is kept: from Start, a day, for
// Duration, as ISO 8601 writes one (P75Y), or until End, a day, month or year.
type ArchiveRetention struct {
	Start    string `yaml:"start,omitempty" json:"start,omitempty"`
	Duration string `yaml:"duration,omitempty" json:"duration,omitempty"`
	End      string `yaml:"end,omitempty" json:"end,omitempty"`
}

// duration is an xsd:duration of whole numbers, at least one of them (XML Schema
// 1.0, part 2, 3.2.6).
var duration = pattern.Of(`^P(?:\d+Y)?(?:\d+M)?(?:\d+D)?$`)

func checkDuration(value string) (string, *Fault) {
	upper := strings.ToUpper(strings.TrimSpace(value))
	if !duration.MatchString(upper) || upper == "P" {
		return "", faultf("write years, months or days so: P75Y, P18M, P90D", "%q is no length of time", value)
	}
	return upper, nil
}

func checkDay(value string) (string, *Fault) {
	date, fault := checkDate(value)
	if fault != nil {
		return "", fault
	}
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return "", faultf("write the day: 2025-05-21", "%q is no day", value)
	}
	return date, nil
}
