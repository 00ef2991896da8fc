package judge

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"octavo/judges"
)

// screens judges whether the text of an EPUB or HTML file stays on narrow screens and at twice the
// size (WCAG 2.2, 1.4.4 and 1.4.10), by a headless browser, which comes with Ace.
func screens() Judge {
	return Judge{
		Name: "Screens", Ext: ".epub", Broken: wideEPUB, Refusal: tooWide,
		installed: ace().installed,
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			chromium, err := exec.LookPath("chromium")
			if err != nil {
				return nil, err
			}
			modules, err := filepath.Abs(filepath.Join(cache, "ace", "node_modules"))
			if err != nil {
				return nil, err
			}
			env := []string{"NODE_PATH=" + modules, "PUPPETEER_EXECUTABLE_PATH=" + chromium}
			return reports(files, "screens.js", judges.Screens, func(script string, pairs []string) error {
				_, err := output(ctx, env, "node", append([]string{script}, pairs...)...)
				return err
			}, parseScreens)
		},
	}
}

// tooWide is the rule that nothing runs off the side.
const tooWide = "too wide"

func parseScreens(path string) ([]Finding, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var report struct {
		Documents int `json:"documents"`
		Found     []struct {
			Place   string `json:"place"`
			Message string `json:"message"`
		} `json:"found"`
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, err
	}
	if report.Documents == 0 {
		return nil, errors.New("it laid out no document")
	}
	var list []Finding
	for _, f := range report.Found {
		list = append(list, Finding{Rule: tooWide, Place: f.Place, Message: f.Message})
	}
	return list, nil
}

// wideEPUB has a word that is wider than a narrow screen and that nothing divides.
func wideEPUB() ([]byte, error) {
	return bareEPUBWith(packageXML, strings.Replace(navXHTML, "<p>", "<p>"+strings.Repeat("breed", 60), 1))
}
