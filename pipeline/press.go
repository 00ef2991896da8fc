package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/write/pdf"
)

// Press says for which press the edition print is made. It must name a condition
// or a profile, since no press prints like another and none is assumed.
type Press struct {
	// PDFX is the part of PDF/X to build to, "1a", "3" or "4"; empty, it is 4 with
	// a profile, which that part has to hold, and 3 without.
	PDFX string
	// Condition is the printing condition by its name in the ICC's registry, such
	// as FOGRA51, which is not looked up; empty, it is that of the metadata.
	Condition string
	// ICC is the printer's profile, of class prtr in CMYK or Gray; ICCName is its
	// file's name for messages.
	ICC     []byte
	ICCName string
	// Paper is the thickness of a leaf, "0.11 mm", or weight and volume, "90 g/m²
	// 1.3", for the width of the book's back; empty, it is that of the metadata.
	Paper string
	// Page is the size of the pages, a4 or b5; empty, it is a4.
	Page string
	// Signature is the number of pages of a folded sheet: the book ends with blank
	// pages up to a multiple of it. 0 stands for 4, as two leaves hang together; 1
	// adds none.
	Signature int
}

// parts are the parts of PDF/X by the names that users give them.
var parts = map[string]pdf.X{"1a": pdf.X1a, "3": pdf.X3, "4": pdf.X4}

// CheckPDFX returns an error for what is no part of PDF/X that can be made.
func CheckPDFX(name string) error {
	if name == "" || parts[name] != "" {
		return nil
	}
	return fmt.Errorf("%q is no part of PDF/X that can be made; the parts are 1a, 3 and 4", name)
}

// codeConditionGiven is the finding about the name of a printing condition.
const codeConditionGiven diag.Code = "printing-condition-given"

var _ = diag.Register(map[diag.Code]string{
	codeConditionGiven: "The file for the printer names the printing condition that was given; the name is not looked up in the ICC's registry.",
})

// pressOf finds the press of a job.
func pressOf(job Job, m *meta.Meta, log *diag.Log) (*pdf.Press, error) {
	p := &pdf.Press{Part: parts[job.Press.PDFX], Condition: job.Press.Condition}
	if m.Print != nil {
		p.Condition = cmp.Or(p.Condition, m.Print.Condition)
	}
	var err error
	if job.Press.ICC != nil {
		if p.Profile, err = pdf.ReadProfile(job.Press.ICCName, job.Press.ICC); err != nil {
			return nil, err
		}
		p.Part = cmp.Or(p.Part, pdf.X4)
	}
	p.Part = cmp.Or(p.Part, pdf.X3)
	if p.Condition == "" && p.Profile == nil {
		return nil, errNoPress
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	if p.Condition != "" {
		log.Add(diag.Diagnostic{Code: codeConditionGiven, Pos: m.Place("print.condition"), Rule: "names of conditions are not looked up",
			Message: fmt.Sprintf("the file for the printer is made for the printing condition %q, a name that was not looked up", p.Condition),
			Hint:    "compare it with what the printer gives, letter by letter"})
	}
	return p, nil
}

// errNoPress is the error where nothing is known of the press: a file for the
// wrong one is found out in print, so none is assumed.
var errNoPress = fmt.Errorf("nothing says how it will be printed; ask the printer and give --icc FILE, the press's profile, " +
	"or --printing-condition NAME, such as FOGRA51 for coated and FOGRA52 for uncoated paper (or in the metadata, print: {condition: NAME})")

// beginPress finds the press before pages are set.
func beginPress(b *book) (err error) {
	if b.press != nil {
		return nil // another edition has found it
	}
	b.press, err = pressOf(b.job, &b.doc.Meta, b.log)
	return err
}

// makePrint writes an edition of pages for a press.
func makePrint(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	set, err := b.set(ctx, e.sheet)
	if err != nil {
		return made{}, err
	}
	opt := b.pdfOptions(e)
	opt.Press = b.press
	if err := b.writePages(ctx, w, set, opt); err != nil {
		return made{}, err
	}
	return describePrint(b.press), nil
}

// describePrint says what a file for a press is built to; no judge has seen it.
func describePrint(p *pdf.Press) made {
	what := fmt.Sprintf("for the printer: built to %s", p.Part)
	if p.Profile != nil {
		what += fmt.Sprintf(" with the profile “%s”", p.Profile.Title())
	} else {
		what += " for the printing condition " + p.Condition
	}
	return made{what: what, claims: []string{string(p.Part)}}
}
