package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"octavo/judges"
)

// epubCheck judges EPUBs by EPUB 3.3. Every message counts, warnings and usage
// notes of severity "WARNING" and above included.
func epubCheck() Judge {
	return Judge{
		Name: "EPUBCheck", Ext: ".epub", Broken: incompleteEPUB, Refusal: "RSC-001",
		installed: func(cache string) error {
			return orOnPath("epubcheck", epubCheckIn(cache))
		},
		run: func(ctx context.Context, cache string, files []string) (map[string][]Finding, error) {
			if epubCheckIn(cache) != nil {
				return reports(files, "unused", nil, func(_ string, pairs []string) error {
					return oneByOne(ctx, pairs, func(file, place string) (string, []string) { return "epubcheck", []string{file, "--json", place} })
				}, parseEPUBCheck)
			}
			jar := filepath.Join(cache, "epubcheck", "epubcheck.jar")
			return reports(files, "Many.java", judges.EPUBCheck, func(script string, pairs []string) error {
				_, err := output(ctx, nil, "java", append([]string{"-cp", jar, script}, pairs...)...)
				return err
			}, parseEPUBCheck)
		},
	}
}

// epubCheckIn tells whether EPUBCheck can be run as ./check installs it.
func epubCheckIn(cache string) error {
	return needs(cache, []string{"java", "javac"}, "epubcheck/epubcheck.jar")
}

// oneByOne runs a program of the path for each pair of a file and a place for its
// report. Its exit code says what it found and not whether it ran: the report does.
func oneByOne(ctx context.Context, pairs []string, command func(file, place string) (string, []string)) error {
	for i := 0; i < len(pairs); i += 2 {
		program, args := command(pairs[i], pairs[i+1])
		_, err := output(ctx, nil, program, args...)
		var exit *exec.ExitError
		if err != nil && (ctx.Err() != nil || !errors.As(err, &exit)) {
			return err
		}
	}
	return nil
}

// reports runs a script over pairs of a file and a place for its report, and
// reads the reports. A report that is not there is a file not judged.
func reports(files []string, name string, script []byte, run func(script string, pairs []string) error,
	parse func(place string) ([]Finding, error)) (map[string][]Finding, error) {
	dir, err := os.MkdirTemp("", "judge")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, script, 0o644); err != nil {
		return nil, err
	}
	return reportsIn(dir, files, func(pairs []string) error { return run(path, pairs) }, parse)
}

// reportsIn is reports with the places in dir, where the script is already.
func reportsIn(dir string, files []string, run func(pairs []string) error, parse func(place string) ([]Finding, error)) (map[string][]Finding, error) {
	var pairs []string
	for i, f := range files {
		pairs = append(pairs, f, filepath.Join(dir, strconv.Itoa(i)))
	}
	if err := run(pairs); err != nil {
		return nil, err
	}
	found := map[string][]Finding{}
	for i := 0; i < len(pairs); i += 2 {
		list, err := parse(pairs[i+1])
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("unreadable report on %s: %w", pairs[i], err)
		}
		found[pairs[i]] = list
	}
	return found, nil
}

type epubCheckReport struct {
	Messages []struct {
		ID        string `json:"ID"`
		Severity  string `json:"severity"`
		Message   string `json:"message"`
		Locations []struct {
			Path string `json:"path"`
			Line int    `json:"line"`
		} `json:"locations"`
	} `json:"messages"`
	Checker *struct {
		Fatal   int `json:"nFatal"`
		Error   int `json:"nError"`
		Warning int `json:"nWarning"`
	} `json:"checker"`
}

func parseEPUBCheck(path string) ([]Finding, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var r epubCheckReport
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	if r.Checker == nil {
		return nil, errors.New("it counts nothing")
	}
	var list []Finding
	for _, m := range r.Messages {
		f := Finding{Rule: m.ID, Message: m.Severity + ": " + m.Message}
		if len(m.Locations) > 0 {
			f.Place = fmt.Sprintf("%s:%d", m.Locations[0].Path, m.Locations[0].Line)
		}
		list = append(list, f)
	}
	if n := r.Checker.Fatal + r.Checker.Error + r.Checker.Warning; n > 0 && len(list) == 0 {
		list = []Finding{{Rule: "EPUBCheck", Message: fmt.Sprintf("%d findings without a message", n)}}
	}
	return list, nil
}
