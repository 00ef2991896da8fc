package inline

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/lang"
)

// Codes of the findings about languages.
const (
	LangDocument diag.Code = "lang-document"
	LangUnknown  diag.Code = "lang-unknown"
	LangRun      diag.Code = "lang-run"
	LangDoubtful diag.Code = "lang-doubtful"
)

var _ = diag.Register(map[diag.Code]string{
	LangDocument: "the language of the document was recognised",
	LangUnknown:  "the language of the document could not be recognised",
	LangRun:      "a run in another language than the document's was marked",
	LangDoubtful: "a run may be in another language than the document's and was left unmarked",
})

const (
	// sampleParts and samplePart bound the text by which a language is told:
	// some two thousand bytes from all over the document.
	sampleParts = 20
	samplePart  = 120
	// leastPart is the length of the shortest line that is worth a look:
	// headings and labels are full of names.
	leastPart = 40
)

// What the evidence of the words must be, as log10 and as parts of all words.
// On 335 papers in the four languages and 528 in others (the Universal
// Declaration of Human Rights), texts of a language have 0.7 of their words in
// its table and mostly 0.8, those of any other language at most 0.65; only
// English creoles come near. The confidences are the measured parts of right
// answers. In a short text the share scatters: there a lead that other languages
// rarely give is taken as well.
const (
	leastLead  = 1.5 // over all words: thirty times likelier
	sureShare  = 0.8
	ownShare   = 0.7
	shortText  = 50 // words
	shortShare = 0.55
	shortLead  = 1.25 // per word
)

// DocumentLanguage sets doc.Meta.Lang where it is not given and the words leave
// no doubt. A language without tables (package lang) is not guessed: the
// finding asks for it.
func DocumentLanguage(doc *ast.Document, log *diag.Log) {
	if doc.Meta.Lang != "" {
		return
	}
	text, pos := sampleText(doc)
	tag, rule, confidence := recognise(text)
	if tag == "" {
		log.Add(diag.Diagnostic{
			Code: LangUnknown, Severity: diag.Warning, Pos: pos, Rule: rule, Confidence: 0.5,
			Message: "the language of the document could not be recognised",
			Hint:    "give lang in the metadata; Dutch, English, German and French are recognised",
		})
		return
	}
	doc.Meta.Lang = tag
	log.Add(diag.Diagnostic{
		Code: LangDocument, Pos: pos, Rule: rule, Confidence: confidence,
		Message: "the language of the document is " + tag,
	})
}

// recognise returns the language of text with the rule that settled it and its
// confidence; the tag is "" where the words do not settle it.
func recognise(text string) (tag, rule string, confidence float64) {
	words, e := lang.Guess(text)
	tag = string(words)
	switch {
	case tag == "":
		return "", "language/no-words", 0.5
	case e.Lead*float64(e.Words) < leastLead:
		return "", "language/no-lead", 0.5
	case e.Share >= sureShare:
		return tag, "language/words", 0.99
	case e.Share >= ownShare:
		return tag, "language/words", 0.96
	case e.Words < shortText && e.Share >= shortShare && e.Lead >= shortLead:
		return tag, "language/few-words", 0.85
	}
	return "", "language/other-words", 0.5
}

// sampleText returns parts of the document's longer lines, evenly spread, and
// the place of the first.
func sampleText(doc *ast.Document) (string, diag.Pos) {
	parts, pos := longLines(doc)
	step := max(1, len(parts)/sampleParts)
	var b strings.Builder
	for i := 0; i < len(parts); i += step {
		b.WriteString(cutAtSpace(parts[i], samplePart))
		b.WriteByte('\n')
	}
	return b.String(), pos
}

// longLines returns the paragraphs of at least leastPart bytes,
// or all of them where none is so long.
func longLines(doc *ast.Document) ([]string, diag.Pos) {
	var long, all []string
	var pos diag.Pos
	ast.WalkDocument(doc, func(n ast.Node) bool {
		text := ""
		switch n := n.(type) {
		case *ast.Paragraph:
			text = ast.PlainText(n.Inlines)
		}
		if text != "" {
			all = append(all, text)
		}
		if !pos.IsValid() {
			pos = n.Pos()
		}
		if len(text) >= leastPart {
			long = append(long, text)
		}
		return true
	})
	if len(long) == 0 {
		return all, pos
	}
	return long, pos
}

func cutAtSpace(s string, most int) string {
	if len(s) <= most {
		return s
	}
	if i := strings.LastIndexByte(s[:most], ' '); i > 0 {
		return s[:i]
	}
	return strings.ToValidUTF8(s[:most], "")
}
