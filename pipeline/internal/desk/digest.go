// Package desk keeps safe what a person has in hand. It tells the program's own
// files from a person's by their digests, puts a set of files in place as a
// whole, and finds what was changed in a review copy.
package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"octavo/pipeline/internal/pattern"
)

// Sum is the digest of data: "sha256:" and 64 digits (FIPS 180-4).
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return Digest(sum[:])
}

// Digest writes a SHA-256 value as Sum does.
func Digest(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }

// Two kinds of file hold their own digest, on a line of its own; it is that of
// the file without the line.
var (
	frontLine = pattern.Of(`(?m)^digest: *"?(sha256:[0-9a-f]{64})"?[ \r]*\n`)
	jsonLine  = pattern.Of(`(?m)^ "digest": "(sha256:[0-9a-f]{64})",\n`)
)

// Front matter stands between two such lines, whichever line ends an editor
// writes.
var (
	frontOpen  = []byte("---")
	frontClose = []byte("\n---")
)

var byteOrderMark = []byte("\ufeff")

// SignReview puts its digest into the front matter of canonical Markdown, as the
// last line there.
func SignReview(text []byte) []byte {
	line := fmt.Sprintf("digest: %q", Sum(text))
	end := bytes.Index(text, frontClose)
	if !bytes.HasPrefix(text, frontOpen) || end < 0 {
		front := "---\n---\n\n"
		line = fmt.Sprintf("digest: %q", Sum(append([]byte(front), text...)))
		return append([]byte("---\n"+line+"\n---\n\n"), text...)
	}
	return bytes.Join([][]byte{text[:end], []byte("\n" + line), text[end:]}, nil)
}

// SignJSON puts its digest into an indented JSON object, behind the first field.
func SignJSON(text []byte) []byte {
	at := bytes.Index(text, []byte(",\n")) + 2
	line := fmt.Appendf(nil, " \"digest\": %q,\n", Sum(text))
	return bytes.Join([][]byte{text[:at], line, text[at:]}, nil)
}

// UnsignReview gives a review copy without the line of its digest, and the
// digest; "" where there is none.
func UnsignReview(text []byte) (rest []byte, digest string) {
	return unsign(text, digestLine(text))
}

// digestLine finds the line of the digest in a review copy: where it begins and
// ends, then the same of the digest; nil where there is none.
func digestLine(text []byte) []int {
	end := bytes.Index(text, frontClose)
	if !bytes.HasPrefix(bytes.TrimPrefix(text, byteOrderMark), frontOpen) || end < 0 {
		return nil
	}
	return frontLine.FindSubmatchIndex(text[:end+1])
}

// headOfJSON is where the digest of a JSON file stands at the latest: behind
// "{" and the first field.
const headOfJSON = 256

func unsignJSON(text []byte) (rest []byte, digest string) {
	return unsign(text, jsonLine.FindSubmatchIndex(text[:min(len(text), headOfJSON)]))
}

func unsign(text []byte, m []int) (rest []byte, digest string) {
	if m == nil {
		return text, ""
	}
	return bytes.Join([][]byte{text[:m[0]], text[m[1]:]}, nil), string(text[m[2]:m[3]])
}

// PristineReview reports whether a review copy is as Octavo made it from a
// source: it names its own digest. A copy that holds a person's corrections
// keeps the digest of the text that they were made in, and so never does.
func PristineReview(text []byte) bool {
	rest, digest := UnsignReview(text)
	return digest != "" && Sum(rest) == digest
}
