package meta

import (
	"strings"

	"octavo/pipeline/internal/pattern"
)

// level is how a level of WCAG is written, "WCAG 2.2 AA".
var level = pattern.Of(`^(?i:WCAG) (2\.[012]) (?:(?i:Level) )?(A{1,3})$`)

// WCAG gives version and level, "2.2" and "AA", by which EPUB Accessibility 1.1,
// 4.1.3, names conformance; ok is false where none is declared.
func (c *Certifier) WCAG() (version, grade string, ok bool) {
	m := level.FindStringSubmatch(strings.Join(strings.Fields(c.Level), " "))
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}

func checkLevel(value string) (string, *Fault) {
	version, grade, ok := (&Certifier{Level: value}).WCAG()
	if !ok {
		return "", faultf("write one such as WCAG 2.2 AA", "%q is no level of WCAG", value)
	}
	return "WCAG " + version + " " + grade, nil
}
