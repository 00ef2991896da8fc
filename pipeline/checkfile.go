package pipeline

import (
	"fmt"
	"path/filepath"

	"octavo/pipeline/internal/check"
)

// Checked is what was seen of a finished file. That nothing was found does not say
// that the file conforms to anything: Others lists what only outside judges and
// people can say.
type Checked struct {
	// Kind says what the file is, such as "EPUB 3.0" or "PDF 1.7".
	Kind string
	// Claims are the standards that the file itself says it meets.
	Claims []string
	// Looked says what was looked at.
	Looked []string
	// Others says what only others can say.
	Others []string
	// Findings are what is wrong, or should be looked at, in the order of the file.
	// The file of a Pos is one inside an EPUB, or "page 3" of a PDF.
	Findings []Finding
}

// Wrong counts the findings that are warnings or errors.
func (c Checked) Wrong() int {
	n := 0
	for _, f := range c.Findings {
		if f.Severity != SeverityInfo {
			n++
		}
	}
	return n
}

// CheckFile looks over a finished EPUB or PDF, made by this program or another. The
// error, an InputError, says that the file is neither; one that is broken gives
// findings.
func CheckFile(name string, data []byte) (c Checked, err error) {
	defer func() {
		if recover() != nil { // a fault of this program, which another file must not suffer for
			err = &InputError{Pos: Pos{File: name}, Message: "the program fails on this file", Remedy: "report it with the file; the outside judges may be able to read it"}
		}
	}()
	var r check.Report
	switch {
	case check.IsEPUB(data), check.IsZip(data) && filepath.Ext(name) == ".epub":
		r = check.EPUB(data)
	case check.IsPDF(data):
		r = check.PDF(data)
	default:
		return c, &InputError{Pos: Pos{File: name}, Message: whatItIs(name, data), Remedy: "give a file .epub or .pdf"}
	}
	c = Checked{Kind: r.Kind, Claims: r.Claims, Looked: r.Looked, Others: r.Others, Findings: []Finding{}}
	for _, d := range r.Findings {
		c.Findings = append(c.Findings, findingOf(d))
	}
	return c, nil
}

func whatItIs(name string, data []byte) string {
	if len(data) == 0 {
		return "the file is empty"
	}
	if ext := filepath.Ext(name); ext == ".epub" || ext == ".pdf" {
		return fmt.Sprintf("the file is called %s and does not begin as such a file does", ext)
	}
	return "it is neither an EPUB nor a PDF"
}
