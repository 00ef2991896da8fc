package judge

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"octavo/judges"
)

// ace judges EPUBs by EPUB Accessibility 1.1, with axe-core in a headless
// browser.
func ace() Judge {
	return Judge{
		Name: "Ace", Ext: ".epub", Broken: wordlessImageEPUB, Refusal: "image-alt",
		installed: func(cache string) error {
			return orOnPath("ace", aceIn(cache))
		},
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			if aceIn(cache) != nil {
				return reports(files, "unused", nil, func(_ string, pairs []string) error {
					return oneByOne(ctx, pairs, func(file, place string) (string, []string) {
						return "ace", []string{"--force", "--silent", "--outdir", place, file}
					})
				}, parseAce)
			}
			chromium, err := exec.LookPath("chromium")
			if err != nil {
				return nil, err
			}
			env := []string{
				"NODE_PATH=" + filepath.Join(cache, "ace", "node_modules"),
				"PUPPETEER_EXECUTABLE_PATH=" + chromium,
				// A loaded machine needs more than the 5 s that Ace gives
				// the browser to start, in milliseconds.
				"ACE_TIMEOUT_INITIAL=60000",
			}
			return reports(files, "many.js", judges.Ace, func(script string, pairs []string) error {
				_, err := output(ctx, env, "node", append([]string{script}, pairs...)...)
				return err
			}, parseAce)
		},
	}
}

// aceIn tells whether Ace can be run as ./check installs it.
func aceIn(cache string) error {
	return needs(cache, []string{"node", "chromium"}, "ace/node_modules/@daisy/ace-core/package.json")
}

// aceAssertion is a node of Ace's report: documents at the first level, their
// findings below.
type aceAssertion struct {
	Result struct {
		Outcome     string `json:"earl:outcome"`
		Description string `json:"dct:description"`
	} `json:"earl:result"`
	Test struct {
		Title string `json:"dct:title"`
	} `json:"earl:test"`
	Subject struct {
		URL string `json:"url"`
	} `json:"earl:testSubject"`
	Assertions []aceAssertion `json:"assertions"`
}

func parseAce(dir string) ([]Finding, error) {
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if err != nil {
		return nil, err
	}
	var report aceAssertion
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, err
	}
	if report.Result.Outcome == "" {
		return nil, errors.New("it has no outcome")
	}
	var list []Finding
	for _, doc := range report.Assertions {
		for _, a := range doc.Assertions {
			if a.Result.Outcome != "pass" {
				list = append(list, Finding{Rule: a.Test.Title, Place: doc.Subject.URL, Message: a.Result.Description})
			}
		}
	}
	if report.Result.Outcome != "pass" && len(list) == 0 {
		list = []Finding{{Rule: "Ace", Message: "outcome " + report.Result.Outcome + " without an assertion"}}
	}
	return list, nil
}
