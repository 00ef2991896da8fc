package meta

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// A check looks at a value that is not empty. It gives the value in its
// canonical form, or what is wrong with it and what to write.
type check func(value string) (canonical string, fault *Fault)

// Fault says what is wrong with a value and what to write in its place.
type Fault struct{ Cause, Remedy string }

func faultf(remedy, cause string, args ...any) *Fault {
	return &Fault{Cause: fmt.Sprintf(cause, args...), Remedy: remedy}
}

// dashes are what word processors make of a hyphen.
var dashes = strings.NewReplacer("‐", "-", "‑", "-", "‒", "-", "–", "-", "−", "-")

// unlabelled cuts off the name that a number is printed behind: "ISBN 978…",
// "ISSN: …".
func unlabelled(value string, label *pattern.Pattern) string {
	return strings.TrimSpace(dashes.Replace(label.ReplaceAllString(value, "")))
}

var (
	isbnLabel = pattern.Of(`^(?i)(urn:)?isbn(-1[03])?:?\s*`)
	issnLabel = pattern.Of(`^(?i)(urn:)?e?-?issn:?\s*`)
	doiLabel  = pattern.Of(`^(?i)(https?://(dx\.)?doi\.org/|doi:?\s*)`)
	// isbnForm and issnForm are digits in groups; the last may be X for ten.
	isbnForm = pattern.Of(`^[0-9]+([ -]?[0-9]+)*[ -]?[0-9Xx]$`)
	issnForm = pattern.Of(`^[0-9]{4}-?[0-9]{3}[0-9Xx]$`)
	// doiForm is prefix and suffix (ISO 26324, 4.2).
	doiForm = pattern.Of(`^10\.[0-9]{4,9}(\.[0-9]+)*/[^\s/]\S*$`)
	uriForm = pattern.Of(`^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^` + "`" + `]+$`)
	// uuidForm is the text of a UUID (RFC 9562, 4).
	uuidForm = pattern.Of(`^(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
)

// checkISBN takes an ISBN of 13 or of 10 digits (ISO 2108, annexes A and C;
// hyphens and spaces may stand between its parts and are kept).
func checkISBN(value string) (string, *Fault) {
	isbn := unlabelled(value, isbnLabel)
	bare := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(isbn))
	switch {
	case !isbnForm.MatchString(isbn) || len(bare) != 10 && len(bare) != 13:
		return "", faultf("write its 13 digits as they are printed in the book, for instance 978-90-12-34567-5, or leave the line out",
			"%q is no ISBN: it has 13 digits, or 10 in books of before 2007", value)
	case len(bare) == 13 && !strings.HasPrefix(bare, "978") && !strings.HasPrefix(bare, "979"):
		return "", faultf("look it up again: this is the article number of something else than a book",
			"the ISBN %q does not begin with 978 or 979", value)
	}
	checkDigit := isbn13Check
	if len(bare) == 10 {
		checkDigit = weightedCheck
	}
	if want := checkDigit(bare); bare[len(bare)-1] != want {
		return "", wrongCheck("ISBN", value, isbn, want)
	}
	return isbn, nil
}

// isbn13Check is the last digit of 13: the others weigh 1 and 3 in turn, modulo
// ten (ISO 2108, annex C).
func isbn13Check(bare string) byte {
	sum := 0
	for i := range 12 {
		sum += int(bare[i]-'0') * (1 + i%2*2)
	}
	return byte('0' + (10-sum%10)%10)
}

// weightedCheck is the last sign of an ISBN of 10 or an ISSN: the others weigh
// their distance from the end, modulo eleven (ISO 3297, annex A).
func weightedCheck(bare string) byte {
	sum := 0
	for i := range len(bare) - 1 {
		sum += int(bare[i]-'0') * (len(bare) - i)
	}
	if digit := (11 - sum%11) % 11; digit < 10 {
		return byte('0' + digit)
	}
	return 'X'
}

func wrongCheck(what, value, number string, want byte) *Fault {
	right := number[:len(number)-1] + string(rune(want))
	return faultf(fmt.Sprintf("compare it with the printed one; if all the other digits are right it is %s", right),
		"the %s %q does not add up: its last digit would have to be %c", what, value, want)
}

// checkISSN takes an ISSN and writes it with its hyphen (ISO 3297, 4.2).
func checkISSN(value string) (string, *Fault) {
	issn := unlabelled(value, issnLabel)
	if !issnForm.MatchString(issn) {
		return "", faultf("write it as it is printed, for instance 2049-3630, or leave the line out",
			"%q is no ISSN: it has two groups of four digits", value)
	}
	bare := strings.ToUpper(strings.ReplaceAll(issn, "-", ""))
	issn = bare[:4] + "-" + bare[4:]
	if want := weightedCheck(bare); bare[7] != want {
		return "", wrongCheck("ISSN", value, issn, want)
	}
	return issn, nil
}

// checkDOI takes a DOI with or without the address of its resolver and gives
// it without.
func checkDOI(value string) (string, *Fault) {
	doi := doiLabel.ReplaceAllString(value, "")
	if !doiForm.MatchString(doi) {
		return "", faultf("write it as it was given out, for instance 10.2861/12345, or leave the line out",
			"%q is no DOI: one begins with 10., a number and a slash", value)
	}
	return doi, nil
}

// checkURI takes an absolute URI (RFC 3986, 3).
func checkURI(value string) (string, *Fault) {
	if !uriForm.MatchString(value) {
		return "", faultf("write it with its scheme and without spaces, for instance https://www.example.org/report or urn:example:7",
			"%q is no address (URI)", value)
	}
	return value, nil
}

// checkUUID takes the UUID that a review copy keeps.
func checkUUID(value string) (string, *Fault) {
	uuid := strings.TrimPrefix(value, "urn:uuid:")
	if !uuidForm.MatchString(uuid) {
		return "", faultf("put back the one from the log file, or leave the line out to have another one made",
			"%q is no UUID: it has 32 digits and letters a to f, in groups of 8, 4, 4, 4 and 12", value)
	}
	return strings.ToLower(uuid), nil
}
