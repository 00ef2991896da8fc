package extract_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/proof"
	"octavo/pipeline/internal/qa/verify"
)

// backward are paragraphs that run from right to left, with numbers, words that run the
// other way, brackets and ligatures.
var backward = map[string]string{
	"he": "בשנת 2025 הוציאה הממשלה סכום של 12.5% על מערכות מידע, לעומת השנה הקודמת. הדוח (ראו annex A) מסתמך על נתוני Eurostat ו־OECD, על חוק חופש המידע (תשנ״ח), ועל תשובות של 34 רשויות מקומיות. הטבלה להלן מסכמת את ההוצאות.",
	"ar": "في عام 2025 أنفقت الحكومة مبلغ 12.5% على نظم المعلومات. ويستند هذا التقرير (انظر annex A) إلى بيانات Eurostat وإلى قانون حرية المعلومات، وإلى ردود 34 سلطة محلية. خلاصة الأولى: لا إله إلا هو، والآن الإسلام.",
	"nl": "Het woord [שלום עולם]{lang=he} staat in deze zin, en [الأمن السيبراني]{lang=ar} ook; daarna volgt gewone tekst met שלום zonder taal.",
}

var (
	word = regexp.MustCompile(`[\p{L}\p{M}\p{N}]+`)
	sign = regexp.MustCompile(`\]\{lang=\w+\}|\[`)
)

// Whoever takes the text out of a page, or follows the tags, has the words of text from
// right to left as they are read.
func TestTextFromTheRightIsTakenOutInOrder(t *testing.T) {
	dir := t.TempDir()
	for lang, text := range backward {
		proof.Convert(t, pipeline.Job{
			Name: lang, Source: lang + ".md", Time: time.Unix(0, 0), Editions: []string{"pdf"},
			Parts: []pipeline.Part{{Name: lang + ".md", Data: []byte("---\ntitle: T\nlang: " + lang + "\n---\n\n# 1. T\n\n" + text + "\n")}},
		}, dir)
		want := word.FindAllString(sign.ReplaceAllString(text, ""), -1)
		path := filepath.Join(dir, lang+".pdf")
		tags, err := verify.StructText(path)
		if err != nil {
			t.Fatal(err)
		}
		found(t, lang+" tags", strings.Join(verify.Paragraphs(tags), "\n"), want)
		for name, pages := range tools {
			found(t, lang+" "+name, strings.Join(pages(t, path), "\n"), want)
		}
	}
}

// found fails where the words do not follow each other in a text.
func found(t *testing.T, where, text string, want []string) {
	t.Helper()
	got := word.FindAllString(text, -1)
	most := 0
	for i := range got {
		n := 0
		for n < len(want) && i+n < len(got) && got[i+n] == want[n] {
			n++
		}
		most = max(most, n)
	}
	if most < len(want) {
		t.Errorf("%s: after %q comes not %q", where, want[max(0, most-3):most], want[most])
	}
}
