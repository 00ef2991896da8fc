// Package train fits the weights of the model that says what a raw line is, and
// measures how far it can be believed. Texts and their labels come in from
// outside the repository; weights and a report go out. CONVENTION.md says what
// the labels mean.
package train

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// Text is a raw text of the manifest with the label of each of its lines.
type Text struct {
	Name   string `json:"name"`
	Family string `json:"family"` // texts of one family are never parted
	Repo   string `json:"repo"`
	Path   string `json:"path"`
	Blob   string `json:"blob"`
	// Program made the raw text, of which the first Lines were taken, all where
	// that is 0.
	Program []string `json:"program"`
	Lines   int      `json:"lines"`
	// SHA256 is the digest of the raw text that the labels were made on, in
	// hexadecimal digits; without one nothing is compared.
	SHA256 string `json:"sha256"`

	Raw    []byte         `json:"-"`
	Labels map[int]string `json:"-"` // by line, from 1
	Values map[string]string
	Calls  []Call  `json:"-"`
	weight float64 // of its lines against those of a real paper, 0 for the same
	units  []understand.Unit
	truth  []int // the class of each unit; -1 is unlabelled
}

// Call is a call of a note: its line and label, and the line where its note
// begins, 0 for none.
type Call struct {
	Line  int
	Label string
	Note  int
}

// classOf tells the class that a label means.
var classOf = map[string]string{
	"T": "heading", "H": "heading", "P": "paragraph", "K": "paragraph", "G": "goes on", "I": "item", "N": "note",
	"F": "furniture", "M": "front", "C": "contents", "B": "table",
}

//go:embed manifest.json
var manifest []byte

// readManifest reads the manifest in the file other, or where that is empty the
// project's own.
func readManifest(other string) (all []*Text, err error) {
	content := manifest
	if other != "" {
		if content, err = os.ReadFile(other); err != nil {
			return nil, err
		}
	}
	err = json.Unmarshal(content, &all)
	return all, err
}

// Load reads the raw texts of the manifest in dir/raw, which Rebuild makes, and
// their labels. A text without labels is left out; another manifest may be given.
func Load(dir, labels, other string) ([]*Text, error) {
	all, err := readManifest(other)
	if err != nil {
		return nil, err
	}
	var out []*Text
	for _, t := range all {
		if t.Raw, err = os.ReadFile(filepath.Join(dir, "raw", t.Name+".txt")); err != nil {
			return nil, err
		}
		err := t.readLabels(filepath.Join(labels, t.Name+".labels"))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := t.prepare(); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

var labelEntry = regexp.MustCompile(`^(\d+)(?:-(\d+))? ([A-Z])$`)

func (t *Text) readLabels(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	t.Labels, t.Values = map[int]string{}, map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if err := t.readEntry(strings.TrimSpace(lines.Text())); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func (t *Text) readEntry(entry string) error {
	if value, ok := strings.CutPrefix(entry, "= "); ok {
		name, v, _ := strings.Cut(value, " ")
		t.Values[name] = v
		return nil
	}
	if call, ok := strings.CutPrefix(entry, "c "); ok {
		return t.readCall(strings.Fields(call))
	}
	m := labelEntry.FindStringSubmatch(strings.Join(strings.Fields(entry), " "))
	if m == nil {
		if entry == "" {
			return nil
		}
		return fmt.Errorf("no label in %q", entry)
	}
	from, _ := strconv.Atoi(m[1])
	to, err := strconv.Atoi(m[2])
	if err != nil {
		to = from
	}
	for i := from; i <= to; i++ {
		t.Labels[i] = m[3]
	}
	return nil
}

func (t *Text) readCall(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("no line, label and note in %q", fields)
	}
	line, err := strconv.Atoi(fields[0])
	if err != nil {
		return err
	}
	note, _ := strconv.Atoi(fields[2]) // "-" is none
	t.Calls = append(t.Calls, Call{line, fields[1], note})
	return nil
}

// prepare computes the units of the text and their true classes.
func (t *Text) prepare() error {
	doc, err := plaintext.Read(t.Name, t.Raw, &diag.Log{})
	if err != nil {
		return err
	}
	t.units = understand.Units(doc)
	if t.Values != nil && t.Values["title"] == "" {
		t.Values["title"] = t.labelledTitle()
	}
	for _, u := range t.units {
		t.truth = append(t.truth, slices.Index(understand.ClassNames[:], classOf[t.Labels[u.Line]]))
	}
	return nil
}

// labelledTitle is the text of the lines that the labels say the title stands on.
func (t *Text) labelledTitle() string {
	var words []string
	for i, line := range strings.Split(string(t.Raw), "\n") {
		switch label := t.Labels[i+1]; {
		case label == "T", label == "G" && len(words) > 0:
			words = append(words, strings.Fields(line)...)
		case label == "F" || label == "":
		case len(words) > 0:
			return strings.Join(words, " ")
		}
	}
	return strings.Join(words, " ")
}
