package encoding

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// The codes of this package.
const (
	CodeEncoding diag.Code = "text-encoding"
	CodeInvalid  diag.Code = "text-invalid-bytes"
	CodeMojibake diag.Code = "text-decoded-twice"
)

var _ = diag.Register(map[diag.Code]string{
	CodeEncoding: "The file's encoding was recognised as another than plain UTF-8.",
	CodeInvalid:  "Bytes that are no text in the file's encoding stand as U+FFFD.",
	CodeMojibake: "Letters look as if UTF-8 had been read as Windows-1252 before; they were left.",
})

// Report says which encoding was taken where it is not plain UTF-8, where bytes
// of the file called name could not be read, and where text came damaged. The
// lines of text end in LF.
func Report(name, text string, e Encoding, log *diag.Log) {
	if e.Name != "UTF-8" || e.Evidence == "byte order mark" {
		log.Add(diag.Diagnostic{
			Code: CodeEncoding, Pos: diag.Pos{File: name, Line: 1, Col: 1}, Rule: "encoding",
			Message:    fmt.Sprintf("read as %s (%s)", e.Name, e.Evidence),
			Confidence: e.Confidence,
		})
	}
	reportInvalid(name, text, log)
	reportMojibake(name, text, log)
}

// reportInvalid names each line with an unreadable character once.
func reportInvalid(name, text string, log *diag.Log) {
	line := 1
	for rest := text; ; {
		i := strings.IndexRune(rest, utf8.RuneError)
		if i < 0 {
			return
		}
		line += strings.Count(rest[:i], "\n")
		start := strings.LastIndexByte(rest[:i], '\n') + 1
		end := i + strings.IndexByte(rest[i:]+"\n", '\n')
		log.Add(diag.Diagnostic{
			Code: CodeInvalid, Severity: diag.Warning, Rule: "invalid bytes",
			Pos:        diag.Pos{File: name, Line: line, Col: i - start + 1},
			Message:    "bytes that are no text; each run stands as U+FFFD",
			Hint:       "save the file as UTF-8, or restore the lost characters in the source",
			Excerpt:    chars.Excerpt(rest[start:end]),
			Confidence: 0.60,
		})
		if end == len(rest) {
			return
		}
		rest = rest[end:]
	}
}

// twice are the beginnings of what the commonest characters of UTF-8 beyond
// ASCII become when they are read as Windows-1252: letters with accents,
// quotation marks and dashes, non-breaking spaces.
var twice = []string{"Ã©", "Ã¨", "Ã«", "Ã¶", "Ã¼", "Ã¤", "Ã¯", "Ã§", "Ã¡", "Ã³", "Ãª", "ÃŸ", "â€™", "â€˜", "â€œ", "â€“", "â€¦", "â‚¬", "Â\u00a0"}

// reportMojibake names the first line with letters that were decoded wrongly
// before, and counts the places.
func reportMojibake(name, text string, log *diag.Log) {
	count, first := 0, len(text)
	for _, s := range twice {
		if n := strings.Count(text, s); n > 0 {
			count += n
			first = min(first, strings.Index(text, s))
		}
	}
	if count == 0 {
		return
	}
	start := strings.LastIndexByte(text[:first], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	log.Add(diag.Diagnostic{
		Code: CodeMojibake, Severity: diag.Warning, Rule: "decoded twice",
		Pos:        diag.Pos{File: name, Line: strings.Count(text[:first], "\n") + 1, Col: first - start + 1},
		Message:    fmt.Sprintf("%d places look as if UTF-8 had been read as Windows-1252 before the text came here; they were left as they are", count),
		Hint:       "take the text from its source again, in UTF-8",
		Excerpt:    chars.Excerpt(line),
		Confidence: 0.80,
	})
}
