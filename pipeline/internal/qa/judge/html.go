package judge

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// ofHTML gives what a judge of EPUBs by their content documents says of single HTML
// files, by the same script.
func ofHTML(j Judge, broken func() ([]byte, error)) Judge {
	j.Name += " (HTML)" // no comma: names of judges stand in lists
	j.Ext, j.Broken = ".html", broken
	return j
}

// nuHTML judges HTML files by the HTML standard, ARIA in HTML and CSS, as the W3C's Nu Html
// Checker knows them.
func nuHTML() Judge {
	const jar = "vnu/node_modules/vnu-jar/build/dist/vnu.jar"
	return Judge{
		Name: "Nu Html Checker", Ext: ".html", Broken: wordlessImageHTML, Refusal: "error",
		installed: func(cache string) error { return needs(cache, []string{"java"}, jar) },
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			args := []string{"-jar", filepath.Join(cache, filepath.FromSlash(jar)), "--format", "json", "--stdout", "--exit-zero-always"}
			report, err := output(ctx, nil, "java", append(args, files...)...)
			if err != nil {
				return nil, err
			}
			return parseNu(report, files)
		},
	}
}

// passedOver are messages of the checker that are no fault of the file, each with its
// reason.
var passedOver = regexp.MustCompile(strings.Join([]string{
	// It knows no container queries (CSS Conditional 5), by which wide tables fold.
	`^CSS: “container-type”: Property “container-type” doesn't exist\.$`,
	`^CSS: Unrecognized at-rule “@container”$`,
	// A table that folds on narrow screens, and a list without signs of the browser's, say
	// their roles, since Safari forgets them where a sheet changes how they are shown
	// (github.com/w3c/html-aria, issue 258).
	`^The “role” attribute must not be used on a “(tr|th|td)” element which has a “table” ancestor`,
	`^The “(table|rowgroup|row|cell|columnheader|rowheader|list)” role is unnecessary for element`,
	// The letters of the source are kept as they are, composed or not.
	`^Text run is not in Unicode Normalization Form C\.`,
	// It takes the scheme "data:" of a policy for a host.
	`^Resource violates Content Security Policy \(meta tag\): image “data:`,
}, "|"))

// parseNu reads the checker's report on files, which names none that is in order.
func parseNu(report []byte, files []string) (map[string][]Finding, error) {
	var r struct {
		Messages []struct {
			Type, URL, Message string
			LastLine           int
		}
	}
	if err := json.Unmarshal(report, &r); err != nil {
		return nil, fmt.Errorf("unreadable report: %w: %s", err, excerpt(report))
	}
	found := map[string][]Finding{}
	for _, f := range files {
		found[f] = nil
	}
	for _, m := range r.Messages {
		file := filepath.FromSlash(strings.TrimPrefix(m.URL, "file:"))
		if _, asked := found[file]; !asked {
			return nil, fmt.Errorf("it speaks of %q: %s", m.URL, m.Message)
		}
		if passedOver.MatchString(m.Message) {
			continue
		}
		found[file] = append(found[file], Finding{Rule: m.Type, Place: fmt.Sprintf("line %d", m.LastLine), Message: m.Message})
	}
	return found, nil
}

// wordlessImageHTML is a sound HTML file but for an image without a text alternative.
func wordlessImageHTML() ([]byte, error) {
	return []byte(`<!DOCTYPE html><html lang="en"><head><title>Broken</title></head><body><main><h1>Broken</h1><p><img src="dot.svg"></p></main></body></html>`), nil
}

// wideHTML has a word that is wider than a narrow screen and that nothing divides.
func wideHTML() ([]byte, error) {
	page, err := wordlessImageHTML()
	return []byte(strings.Replace(string(page), "<p>", "<p>"+strings.Repeat("wide", 60), 1)), err
}
