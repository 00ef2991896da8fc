package proof

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Both forms say every word of the sheet, once, and the tree is sound.
func TestBothFormsSayTheSame(t *testing.T) {
	s := Sheet{Title: "Word one <b>", Lead: []string{"Word two"}, Sections: []Section{
		{Title: "Word three", Paragraphs: []string{"Word four"}, Items: []Item{{"Word five", []string{"Word six", "Word seven"}, "Word thirteen"}}},
		{Title: "Word eight", Table: &Table{"Word nine", []string{"Word ten", "Word eleven"}, [][]string{{"Word twelve", ""}}}}}}
	html, err := HTML(s)
	if err != nil || strings.Contains(string(html), "<b>") || strings.Contains(string(html), "http") {
		t.Fatalf("%v\n%s", err, html)
	}
	doc := Document(s)
	log := &diag.Log{}
	ast.Check(doc, log)
	if log.HasErrors() {
		t.Errorf("%v", log.All())
	}
	text := ""
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch w := n.(type) {
		case *ast.Text:
			text += w.Value + "\n"
		case *ast.Code:
			text += w.Value + "\n"
		}
		return true
	})
	for _, number := range strings.Fields("two three four five six seven eight nine ten eleven twelve thirteen") {
		if word := "Word " + number; strings.Count(string(html), word+"<") != 1 || strings.Count(text, word+"\n") != 1 {
			t.Errorf("%s is not said once by both", word)
		}
	}
}
