package inline

import (
	"strings"

	"github.com/abadojack/whatlanggo"

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

// iso maps the languages that whatlanggo may answer with to BCP 47 tags: those
// of European administrations in Latin script. It knows eighty more, and takes
// short texts for them.
var iso = map[whatlanggo.Lang]string{
	whatlanggo.Nld: "nl", whatlanggo.Eng: "en", whatlanggo.Deu: "de", whatlanggo.Fra: "fr",
	whatlanggo.Spa: "es", whatlanggo.Por: "pt", whatlanggo.Ita: "it", whatlanggo.Dan: "da",
	whatlanggo.Swe: "sv", whatlanggo.Nob: "nb", whatlanggo.Fin: "fi", whatlanggo.Pol: "pl",
	whatlanggo.Ces: "cs", whatlanggo.Hun: "hu", whatlanggo.Ron: "ro",
}

// DocumentLanguage sets doc.Meta.Lang where it is not given. The library
// whatlanggo compares the letters of a sample with its profiles; the word
// tables must agree, and overrule it where they know the language, for words
// tell more than letters.
//
// lingua-go would be surer on single sentences, but its models take longer to
// load than the whole program may run; on pages of text both are right.
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
			Hint:    "give lang in the metadata",
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
// confidence, or "".
func recognise(text string) (tag, rule string, confidence float64) {
	byWords, share := lang.Guess(text)
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: allowed()})
	byLetters := iso[info.Lang]
	switch {
	case byWords == "":
		return "", "language/no-words", 0.5
	case string(byWords) == byLetters:
		return byLetters, "language/letters-and-words", 0.99
	case share >= ownShare:
		return string(byWords), "language/words", 0.8
	case byLetters == "":
		return string(byWords), "language/words", 0.6
	case info.IsReliable():
		return byLetters, "language/letters", 0.75
	}
	return byLetters, "language/letters", 0.6
}

// ownShare is the share of its words that a language's table has of a text in
// it, and hardly ever of a text in another.
const ownShare = 0.7

func allowed() map[whatlanggo.Lang]bool {
	m := make(map[whatlanggo.Lang]bool, len(iso))
	for l := range iso {
		m[l] = true
	}
	return m
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

// longLines returns the paragraphs and raw lines of at least leastPart bytes,
// or all of them where none is so long.
func longLines(doc *ast.Document) ([]string, diag.Pos) {
	var long, all []string
	var pos diag.Pos
	ast.WalkDocument(doc, func(n ast.Node) bool {
		text := ""
		switch n := n.(type) {
		case *ast.Line:
			text = n.Text
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
