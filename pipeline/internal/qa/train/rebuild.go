package train

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Rebuild makes the raw texts of a manifest, as of Load, again, in dir/raw: each from its
// blob, which the repository in mirrors/OWNER/NAME holds, by its program. It needs
// git, poppler-utils 22.12, pandoc 3.9, w3m 0.5.3 and lynx; other versions break some
// lines elsewhere, and then the labels stand at wrong lines: texts that are not the
// labelled ones to the byte are an error that names them, when all are written.
func Rebuild(mirrors, dir, other string) error {
	texts, err := readManifest(other)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "raw"), 0o755); err != nil {
		return err
	}
	var others []string
	for _, t := range texts {
		blob, err := exec.Command("git", "--git-dir="+filepath.Join(mirrors, filepath.FromSlash(t.Repo)), "cat-file", "blob", t.Blob).Output()
		if err != nil {
			return fmt.Errorf("%s: the blob %s of %s: %w", t.Name, t.Blob, t.Repo, err)
		}
		raw, err := t.extract(blob)
		if err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "raw", t.Name+".txt"), raw, 0o644); err != nil {
			return err
		}
		if t.SHA256 != "" && fmt.Sprintf("%x", sha256.Sum256(raw)) != t.SHA256 {
			others = append(others, t.Name)
		}
	}
	if len(others) > 0 {
		return fmt.Errorf("other texts than those that are labelled, by another version of the program that made them: %s", strings.Join(others, ", "))
	}
	return nil
}

// extract runs the program of the text on its file, whose place in the command
// is {}, and keeps the first lines.
func (t *Text) extract(blob []byte) ([]byte, error) {
	var out []byte
	if t.Program[0] == paraLines {
		out = paragraphsOf(blob)
	} else {
		file, err := os.CreateTemp("", "text*"+filepath.Ext(t.Path))
		if err != nil {
			return nil, err
		}
		defer os.Remove(file.Name())
		if _, err := file.Write(blob); err != nil {
			return nil, err
		}
		file.Close()
		args := slices.Clone(t.Program[1:])
		args[slices.Index(args, "{}")] = file.Name()
		if out, err = exec.Command(t.Program[0], args...).Output(); err != nil {
			return nil, err
		}
	}
	if lines := bytes.SplitAfter(out, []byte("\n")); t.Lines > 0 && len(lines) > t.Lines {
		out = bytes.Join(lines[:t.Lines], nil)
	}
	return out, nil
}

// paraLines names the extraction of judgments in XML as people paste them: the
// text of each paragraph, title and number on a line.
const paraLines = "para-lines"

var (
	paragraph = regexp.MustCompile(`(?s)<(?:para|title|nr)\b.*?</(?:para|title|nr)>`)
	markup    = regexp.MustCompile(`<[^>]+>`)
)

func paragraphsOf(xml []byte) []byte {
	_, body, _ := bytes.Cut(xml, []byte("<uitspraak"))
	var out bytes.Buffer
	for _, p := range paragraph.FindAll(body, -1) {
		if line := strings.Join(strings.Fields(string(markup.ReplaceAll(p, nil))), " "); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.Bytes()
}
