package desk

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
)

// Record is what a log file says about the run that wrote it, beside its
// decisions: whose the files around it are, and what a review copy came from.
type Record struct {
	// Files are the program's files in the log's folder, by this run and by
	// earlier ones.
	Files []File `json:"files,omitempty"`
	// Review is the canonical Markdown as it was made from the source, before a
	// person corrected it.
	Review *Review `json:"review,omitempty"`
	// Corrected says that the run was made from a corrected review copy.
	Corrected bool `json:"corrected,omitempty"`
	// Carried are the decisions on the source that the review copy came from.
	Carried *Carried `json:"carried,omitempty"`
}

// File is a file by its name in the log's folder, and its digest, as Sum.
type File struct {
	Name   string `json:"name"`
	Digest string `json:"digest"`
}

// Review is a text with its digest; the text is in gzip (RFC 1952) and base64.
type Review struct {
	Digest string `json:"digest"`
	Text   string `json:"text"`
}

// Carried are the decisions that were made on a source.
type Carried struct {
	Source    string            `json:"source"`
	Sources   []File            `json:"sources,omitempty"` // with their digests
	Decisions []json.RawMessage `json:"decisions"`
}

// Log is a log file as far as a later run asks for it.
type Log struct {
	Format    string            `json:"format"`
	Source    string            `json:"source"`
	Sources   []File            `json:"sources"`
	Decisions []json.RawMessage `json:"decisions"`
	Record
	// Own says that the file is as Octavo wrote it.
	Own bool `json:"-"`
}

// ReadLog reads a log file; nil where data is none of the format.
func ReadLog(format string, data []byte) *Log {
	l := &Log{}
	if json.Unmarshal(data, l) != nil || l.Format != format {
		return nil
	}
	rest, digest := unsignJSON(data)
	l.Own = digest != "" && Sum(rest) == digest
	return l
}

// old reports whether a version of the program wrote the log that kept no
// digests.
func (l *Log) old() bool { return l != nil && !l.Own && len(l.Files) == 0 }

// DigestOf is the digest that the log has for a file, "" where it has none.
func (l *Log) DigestOf(name string) string {
	if l != nil {
		for _, f := range l.Files {
			if f.Name == name {
				return f.Digest
			}
		}
	}
	return ""
}

// Base is the digest of the text that a review copy was made from.
func (l *Log) Base() string {
	if l == nil || l.Review == nil {
		return ""
	}
	return l.Review.Digest
}

// CarryOn gives the decisions on the source: those that the log carries itself,
// or its own.
func (l *Log) CarryOn() *Carried {
	if l.Carried != nil {
		return l.Carried
	}
	return &Carried{l.Source, l.Sources, l.Decisions}
}

// Keep adds the earlier log's files to those of a run that made only some, but for
// those in folders that the run made anew.
func (r *Record) Keep(earlier *Log, owned []string) {
	if earlier == nil {
		return
	}
	mine := map[string]bool{}
	for _, f := range r.Files {
		mine[f.Name] = true
	}
	for _, f := range earlier.Files {
		if !mine[f.Name] && !within(f.Name, owned) {
			r.Files = append(r.Files, f)
		}
	}
}

// PackReview makes a Review of a text.
func PackReview(text []byte) *Review {
	var b bytes.Buffer
	// The fastest level: the others gain a tenth of the size for twice the time.
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	_, _ = z.Write(text) // a bytes.Buffer does not fail
	_ = z.Close()
	return &Review{Sum(text), base64.StdEncoding.EncodeToString(b.Bytes())}
}

// maxReview is the size in bytes up to which a packed text is opened: twice the
// longest text that is measured, so that a small hostile file stays small.
const maxReview = 1 << 27

// Unpack gives the text; false where it is damaged.
func (r *Review) Unpack() ([]byte, bool) {
	packed, err := base64.StdEncoding.DecodeString(r.Text)
	if err != nil {
		return nil, false
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, false
	}
	text, err := io.ReadAll(io.LimitReader(z, maxReview))
	return text, err == nil && Sum(text) == r.Digest
}
