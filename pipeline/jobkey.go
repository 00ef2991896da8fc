package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"sync"
)

// ErrNoTime says that a job has neither a time nor metadata that give one.
var ErrNoTime = errors.New("the job has no time: set Job.Time, or give modified in the metadata")

// Key names what a job makes: two jobs with one key make the same bytes. It is the
// SHA-256, in hexadecimal digits, of the program's version, the options, the names and
// bytes of all parts, the metadata and the time, where the caller or the environment gave
// one (the metadata's is among their values). What the job loads besides, such as
// pictures, is not in it, as only the text tells their names: Loads has them.
func (j Job) Key() (string, error) {
	h := sha256.New()
	options := struct {
		Version, Name, PDFStandard, Changes, Style, Package, PageList, Fonts string
		Editions                                                             []string
		Press                                                                Press
		Proof, KeepReview                                                    bool
		Judges                                                               string
		Meta                                                                 any
		Time                                                                 string
	}{Version, j.Name, j.PDFStandard, j.Changes, j.Style, j.Package, j.PageList, j.Fonts,
		j.Editions, j.Press, j.Proof, j.KeepReview, j.Judges, j.Meta.fields, keyTime(j)}
	if err := json.NewEncoder(h).Encode(options); err != nil {
		return "", err
	}
	for _, part := range j.Parts {
		writeKeyed(h, fmt.Sprintf("part %q %q %q", part.Name, part.Heading, part.Region), part.Data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// keyTime is the time of a job that does not come from its files.
func keyTime(job Job) string {
	if job.TimeFrom != TimeFromCaller && job.TimeFrom != TimeFromEnvironment {
		return ""
	}
	return fmt.Sprint(job.Time.Unix())
}

// writeKeyed writes a name and bytes so that no other pair gives the same sum.
func writeKeyed(h hash.Hash, name string, data []byte) {
	fmt.Fprintf(h, "%s %d\n", name, len(data))
	_, _ = h.Write(data) // a hash takes everything
}

// Load is one file that a job asked for: its name, whether it was sought among the input's
// files or the style sheet's, and the SHA-256 of its bytes, or why there were none.
type Load struct {
	Name   string `json:"name"`
	Style  bool   `json:"style,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
	Absent string `json:"absent,omitempty"`
}

// Loads keeps what a job loads beside its parts. The zero Loads is ready; its methods may
// be called from any goroutine.
type Loads struct {
	mu   sync.Mutex
	seen map[Load]bool // by name and kind alone
	list []Load
}

// Watch makes a job tell what it loads.
func (l *Loads) Watch(job *Job) {
	job.Load = l.watched(job.Load, false)
	job.LoadStyle = l.watched(job.LoadStyle, true)
}

func (l *Loads) watched(load func(string) ([]byte, error), style bool) func(string) ([]byte, error) {
	if load == nil {
		return nil
	}
	return func(name string) ([]byte, error) {
		data, err := load(name)
		l.add(loadOf(name, style, data, err))
		return data, err
	}
}

// add keeps a load, the first of each name.
func (l *Loads) add(load Load) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id := Load{Name: load.Name, Style: load.Style}
	if l.seen[id] {
		return
	}
	if l.seen == nil {
		l.seen = map[Load]bool{}
	}
	l.seen[id] = true
	l.list = append(l.list, load)
}

// loadOf describes what came of loading a file.
func loadOf(name string, style bool, data []byte, err error) Load {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Load{Name: name, Style: style, Absent: "missing"}
	case err != nil:
		return Load{Name: name, Style: style, Absent: "refused"}
	}
	sum := sha256.Sum256(data)
	return Load{Name: name, Style: style, SHA256: hex.EncodeToString(sum[:])}
}

// All are the loads so far, in no fixed order: a job may load from several goroutines.
func (l *Loads) All() []Load {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Load(nil), l.list...)
}

// Unchanged reports whether the job would be given the same files again.
func Unchanged(job Job, loads []Load) bool {
	for _, was := range loads {
		load := job.Load
		if was.Style {
			load = job.LoadStyle
		}
		if load == nil {
			return false
		}
		data, err := load(was.Name)
		if loadOf(was.Name, was.Style, data, err) != was {
			return false
		}
	}
	return true
}
