package train

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// LoadMade reads the texts that qa/factory made in dir. They teach with every
// family that is held out, each line with a share of a real one's weight, and are
// never measured.
func LoadMade(dir string, weight float64) ([]*Text, error) {
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return nil, err
	}
	// What set each text is of no account here: nothing is made again.
	var rows []struct{ Name, Family string }
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, err
	}
	var all []*Text
	for _, r := range rows {
		t := &Text{Name: r.Name, Family: r.Family, weight: weight}
		if t.Raw, err = os.ReadFile(filepath.Join(dir, "raw", t.Name+".txt")); err != nil {
			return nil, err
		}
		if err := t.readLabels(filepath.Join(dir, "labels", t.Name+".labels")); err != nil {
			return nil, err
		}
		if err := t.prepare(); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}
