package factory

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// folders makes the folders that are written into.
func (o Order) folders() error {
	for _, sub := range []string{"raw", "labels"} {
		if err := os.MkdirAll(filepath.Join(o.Out, sub), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// write writes a text as raw/NAME.txt and its labels as labels/NAME.labels.
func (o Order) write(t made, d *Document, set []line) error {
	texts := make([]string, len(set))
	for i, l := range set {
		texts[i] = l.text
	}
	// A form feed stands before the line that begins a page.
	raw := strings.ReplaceAll(strings.Join(texts, "\n")+"\n", "\f\n", "\n\f")
	if err := os.WriteFile(filepath.Join(o.Out, "raw", t.Name+".txt"), []byte(raw), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.Out, "labels", t.Name+".labels"), []byte(labels(d, set)), 0o644)
}

// writeManifest writes the list of the texts.
func (o Order) writeManifest(texts []made) error {
	data, err := json.MarshalIndent(texts, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.Out, "manifest.json"), append(data, '\n'), 0o644)
}

// labels writes the labels, values and calls of a text as CONVENTION.md has it.
func labels(d *Document, set []line) string {
	var b strings.Builder
	for i := 0; i < len(set); i++ {
		if !labelled(set[i]) {
			continue
		}
		from := i
		for i+1 < len(set) && labelled(set[i+1]) && set[i+1].label == set[from].label {
			i++
		}
		if from == i {
			fmt.Fprintf(&b, "%d %c\n", i+1, set[i].label)
		} else {
			fmt.Fprintf(&b, "%d-%d %c\n", from+1, i+1, set[i].label)
		}
	}
	for _, v := range d.Values {
		fmt.Fprintf(&b, "= %s %s\n", v.Name, v.Text)
	}
	begins := map[string]string{}
	for i, l := range set {
		if l.note != "" {
			begins[l.note] = fmt.Sprint(i + 1)
		}
	}
	for i, l := range set {
		for _, c := range l.calls {
			note := begins[c]
			if note == "" {
				note = "-"
			}
			fmt.Fprintf(&b, "c %d %s %s\n", i+1, c, note)
		}
	}
	return b.String()
}

func labelled(l line) bool { return l.label != 0 && strings.TrimSpace(l.text) != "" }
