package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/pdf"
)

func TestConsequencesStandBelowTheirCause(t *testing.T) {
	here, there := Pos{"a", 1, 1}, Pos{"a", 2, 1}
	image, inPDF, inEPUB := string(ast.CodeAlt), string(pdf.CodeNoAlternative), string(epub.CodeNoAlternative)
	findings := []Finding{
		{Code: inEPUB, Pos: here}, {Code: image, Pos: here}, {Code: inPDF, Pos: here}, {Code: "other", Pos: here},
		{Code: inPDF, Pos: there}, // nothing that it could follow from
	}
	var got []string
	for _, c := range Causes(findings) {
		line := fmt.Sprint(c.Pos.Line, " ", c.Code)
		for _, f := range c.Consequences {
			line += " > " + f.Code
		}
		got = append(got, line)
	}
	want := []string{"1 " + image + " > " + inEPUB + " > " + inPDF, "1 other", "2 " + inPDF}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Causes are one step deep: what follows from another finding is no cause.
func TestNoConsequenceIsACause(t *testing.T) {
	for of, causes := range causesOf {
		for _, cause := range causes {
			if causesOf[cause] != nil {
				t.Errorf("%s follows from %s, and that from %s", of, cause, causesOf[cause])
			}
			if diag.Meaning(of) == "" || diag.Meaning(cause) == "" {
				t.Errorf("%s or %s is not registered", of, cause)
			}
		}
	}
}
