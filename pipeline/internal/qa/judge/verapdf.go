package judge

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"path/filepath"
)

// veraPDF judges PDFs by one of its profiles: "ua1" is PDF/UA-1 (ISO 14289-1), "2a" is
// PDF/A-2a (ISO 19005-2), "ua2" is PDF/UA-2 (ISO 14289-2), "4" and "4f" are PDF/A-4
// without and with embedded files (ISO 19005-4).
func veraPDF(flavour string, of func([]byte) bool, broken func() ([]byte, error), refusal string) Judge {
	return Judge{
		Name: "veraPDF " + flavour, Ext: ".pdf", of: of, Broken: broken, Refusal: refusal,
		installed: func(cache string) error {
			return orOnPath("verapdf", inCache(cache))
		},
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			program, args := "verapdf", []string(nil)
			if inCache(cache) == nil {
				program, args = "java", []string{"-cp", filepath.Join(cache, "verapdf", "lib", "*"), "org.verapdf.apps.GreenfieldCliWrapper"}
			}
			args = append(args, "--flavour", flavour, "--format", "xml", "--maxfailuresdisplayed", "3")
			out, err := output(ctx, nil, program, append(args, files...)...)
			if err != nil && len(out) == 0 {
				return nil, err
			}
			return parseVeraPDF(out)
		},
	}
}

// inCache tells whether veraPDF can be run as ./check installs it.
func inCache(cache string) error {
	return needs(cache, []string{"java"}, "verapdf/lib/greenfield-apps-*.jar")
}

// The two pairs of standards are told by the version that each prescribes; files for
// a press are of others.
func version17(pdf []byte) bool { return bytes.HasPrefix(pdf, []byte("%PDF-1.7")) }
func version20(pdf []byte) bool { return bytes.HasPrefix(pdf, []byte("%PDF-2.")) }

func plain20(pdf []byte) bool { return version20(pdf) && !withFiles20(pdf) }

func withFiles20(pdf []byte) bool {
	return version20(pdf) && bytes.Contains(pdf, []byte("<pdfaid:conformance>F<"))
}

// veraReport is the part of veraPDF's machine-readable report that is read.
type veraReport struct {
	Jobs []struct {
		Name   string `xml:"item>name"`
		Report *struct {
			Compliant bool       `xml:"isCompliant,attr"`
			Rules     []veraRule `xml:"details>rule"`
		} `xml:"validationReport"`
		Exception string `xml:"taskException>exceptionMessage"`
	} `xml:"jobs>job"`
}

type veraRule struct {
	Specification string `xml:"specification,attr"`
	Clause        string `xml:"clause,attr"`
	Test          string `xml:"testNumber,attr"`
	Status        string `xml:"status,attr"`
	Description   string `xml:"description"`
	Checks        []struct {
		Context string `xml:"context"`
		Message string `xml:"errorMessage"`
	} `xml:"check"`
}

func parseVeraPDF(report []byte) (map[string][]Finding, error) {
	var r veraReport
	if err := xml.NewDecoder(bytes.NewReader(report)).Decode(&r); err != nil {
		return nil, fmt.Errorf("unreadable report: %w: %s", err, excerpt(report))
	}
	found := map[string][]Finding{}
	for _, job := range r.Jobs {
		switch {
		case job.Report == nil:
			found[job.Name] = []Finding{{Rule: "unreadable", Message: job.Exception}}
		case job.Report.Compliant:
			found[job.Name] = nil
		default:
			found[job.Name] = veraFindings(job.Report.Rules)
		}
	}
	return found, nil
}

// veraFindings never returns an empty list: it is called for a file that is
// not compliant.
func veraFindings(rules []veraRule) []Finding {
	var list []Finding
	for _, r := range rules {
		if r.Status == "passed" {
			continue
		}
		f := Finding{
			Rule:    fmt.Sprintf("%s %s-%s", r.Specification, r.Clause, r.Test),
			Message: r.Description,
		}
		if len(r.Checks) > 0 {
			f.Place, f.Message = r.Checks[0].Context, r.Checks[0].Message
		}
		list = append(list, f)
	}
	if list == nil {
		list = []Finding{{Rule: "not compliant", Message: "veraPDF names no rule"}}
	}
	return list
}
