package judge

import (
	"context"
	"errors"
	"os/exec"
	"strings"
)

// qpdf judges the PDF's outer form: cross-reference table, objects, streams.
func qpdf() Judge {
	return Judge{
		Name: "qpdf --check", Ext: ".pdf", Broken: misplacedXref, Refusal: "qpdf",
		installed: func(cache string) error { return needs(cache, []string{"qpdf"}) },
		run: func(ctx context.Context, _ string, files []string) (map[string][]Finding, error) {
			found := map[string][]Finding{}
			for _, f := range files {
				out, err := output(ctx, nil, "qpdf", "--check", f)
				var exit *exec.ExitError
				if err != nil && !errors.As(err, &exit) {
					return nil, err
				}
				found[f] = parseQPDF(out, err != nil)
			}
			return found, nil
		},
	}
}

// parseQPDF takes what qpdf printed and whether its exit code was not 0, as it
// is for errors (2) and warnings (3).
func parseQPDF(out []byte, failed bool) []Finding {
	if !failed {
		return nil
	}
	var list []Finding
	for _, line := range strings.Split(string(out), "\n") {
		if strings.HasPrefix(line, "WARNING: ") || strings.HasPrefix(line, "ERROR: ") {
			list = append(list, Finding{Rule: "qpdf", Message: line})
		}
	}
	if list == nil {
		list = []Finding{{Rule: "qpdf", Message: excerpt(out)}}
	}
	return list
}
