package diag

import "sort"

// Code is the stable name of a kind of finding: AREA-NAME in lower case, for
// instance "heading-numbered". Codes are part of the log's format: a code is
// never reused for another meaning.
type Code string

// codes is filled by Register from each stage's table of codes.
var codes = map[Code]string{}

// Register adds a stage's codes with a one-sentence meaning each. It is called
// from package variable initialisers only and panics when a code is taken.
func Register(table map[Code]string) map[Code]string {
	for c, meaning := range table {
		if _, taken := codes[c]; taken {
			panic("diag: code registered twice: " + string(c))
		}
		codes[c] = meaning
	}
	return table
}

// lossy are the codes of what was lost.
var lossy = map[Code]bool{}

// RegisterLoss is Register for findings that tell of meaning which the source has
// and the document has not: a warning of such a code costs the claims that an
// edition makes.
func RegisterLoss(table map[Code]string) map[Code]string {
	for c := range table {
		lossy[c] = true
	}
	return Register(table)
}

// Loss reports whether a finding tells of lost meaning.
func (d Diagnostic) Loss() bool { return lossy[d.Code] && d.Severity >= Warning }

// Codes returns every registered code, sorted.
func Codes() []Code {
	out := make([]Code, 0, len(codes))
	for c := range codes {
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// Meaning returns the sentence registered for c, or "".
func Meaning(c Code) string { return codes[c] }
