package judge

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"octavo/judges"
)

// epubJS judges EPUBs by whether a person can read them in epub.js, on which many
// readers on the web rest: every entry of the navigation leads where it should, every
// note call to its note, and the note's way back to that call.
func epubJS() Judge {
	return reader(Judge{Name: "epub.js", Broken: deadEndsEPUB, Refusal: "dead call, dead entry, dead way back"}, "epubjs")
}

// foliateJS judges EPUBs by whether every entry of the navigation leads where it should
// in foliate-js, the reading system of Foliate, and every note pops up there.
func foliateJS() Judge {
	return reader(Judge{Name: "foliate-js", Broken: deadEndsEPUB, Refusal: "dead entry, empty pop-up, no pop-up"}, "foliate")
}

// axeCore judges the files in EPUBs by WCAG 2.2 levels A and AA, without Ace's own rules,
// on a narrow screen and in the dark.
func axeCore() Judge {
	return reader(Judge{Name: "axe-core", Broken: wordlessImageEPUB, Refusal: "image-alt"}, "axe",
		"ace/node_modules/@daisy/axe-core-for-ace/axe.min.js")
}

// reader completes a judge that is one of judges.Readers; further names what it needs
// besides.
func reader(j Judge, script string, further ...string) Judge {
	j.Ext = ".epub"
	j.installed = func(cache string) error { return ReadersInstalled(cache, further...) }
	j.run = func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
		dir, err := os.MkdirTemp("", "judge")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		many, env, err := ReaderScript(dir, cache, "many.js")
		if err != nil {
			return nil, err
		}
		return reportsIn(dir, files, func(pairs []string) error {
			_, err := output(ctx, env, "node", append([]string{many, script}, pairs...)...)
			return err
		}, parseReader)
	}
	return j
}

// ReadersInstalled tells whether judges.Readers can be run; further names what is needed
// besides.
func ReadersInstalled(cache string, further ...string) error {
	patterns := append([]string{"readers/node_modules/puppeteer-core/package.json"}, further...)
	return needs(cache, []string{"node", "chromium"}, patterns...)
}

// ReaderScript writes judges.Readers to dir and returns the path of the one with that
// name, and the variables that it wants.
func ReaderScript(dir, cache, name string) (script string, env []string, err error) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		return "", nil, err
	}
	cache, err = filepath.Abs(cache)
	if err != nil {
		return "", nil, err
	}
	scripts, err := fs.Sub(judges.Readers, "readers")
	if err != nil {
		return "", nil, err
	}
	modules := func(name string) string { return filepath.Join(cache, name, "node_modules") }
	env = []string{
		"CHROMIUM=" + chromium,
		"NODE_PATH=" + modules("readers") + string(filepath.ListSeparator) + modules("ace"),
	}
	return filepath.Join(dir, name), env, os.CopyFS(dir, scripts)
}

func parseReader(path string) ([]Finding, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var report struct {
		Seen     int
		Findings []Finding
	}
	if err := json.Unmarshal(data, &report); err != nil {
		return nil, err
	}
	if report.Seen == 0 {
		return nil, errors.New("it looked at nothing")
	}
	return report.Findings, nil
}
