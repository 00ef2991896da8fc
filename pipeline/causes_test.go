package pipeline

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/inline"
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

// A finding about the whole document follows from one on a line; what is less
// severe is no cause.
func TestConsequencesForTheWholeDocument(t *testing.T) {
	unknown, missing, inPDF := string(inline.LangUnknown), string(ast.CodeNoLang), string(pdf.CodeNoLanguage)
	chain := []Finding{{Code: inPDF, Severity: SeverityWarning}, {Code: missing, Severity: SeverityWarning},
		{Code: unknown, Severity: SeverityWarning, Pos: Pos{"a", 1, 1}}}
	if got := Causes(chain); len(got) != 1 || got[0].Code != unknown || len(got[0].Consequences) != 2 {
		t.Errorf("%+v", got)
	}
	chain[2].Severity = SeverityInfo
	if got := Causes(chain); len(got) != 2 || got[0].Code != missing || got[1].Code != unknown {
		t.Errorf("%+v", got)
	}
}

// What is declared is registered, and nothing follows from itself.
func TestCausesComeToAnEnd(t *testing.T) {
	for of := range causesOf {
		seen := map[diag.Code]bool{}
		for todo := []diag.Code{of}; len(todo) > 0; todo = todo[1:] {
			if diag.Meaning(todo[0]) == "" {
				t.Errorf("%s is not registered", todo[0])
			}
			for _, cause := range causesOf[todo[0]] {
				if cause == of {
					t.Fatalf("%s follows from itself", of)
				}
				if !seen[cause] {
					seen[cause] = true
					todo = append(todo, cause)
				}
			}
		}
	}
}
