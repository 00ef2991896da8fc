package layout

import (
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// TestPagesDoNotDependOnTheGuess: a wrong guess of the digits of page numbers costs a
// round and changes nothing.
func TestPagesDoNotDependOnTheGuess(t *testing.T) {
	doc := resolve.Of(sampleDoc(t))
	sheet := sheetNamed(t, "screen.css")
	tree := structure.Build(doc)
	want := ""
	for _, digits := range []int{leastDigits, 1, 3, 6} {
		book, err := paginate(t.Context(), doc, style.Resolve(doc, sheet), tree, faces, nil, &diag.Log{}, digits)
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(book); want == "" {
			want = got
		} else if got != want {
			t.Errorf("with %d digits guessed the pages are others", digits)
		}
	}
}

// TestDigitsAreGuessed of the sample, which has 20 pages, so often that it has hundreds
// or thousands of pages.
func TestDigitsAreGuessed(t *testing.T) {
	doc := sampleDoc(t)
	s := style.Resolve(resolve.Of(doc), sheetNamed(t, "screen.css"))
	blocks := doc.Blocks
	for copies, want := range map[int]int{1: 2, 8: 3, 77: 4} {
		doc.Blocks = nil
		for range copies {
			doc.Blocks = append(doc.Blocks, blocks...)
		}
		if got := guessDigits(resolve.Of(doc), s); got != want {
			t.Errorf("%d copies: %d digits, want %d", copies, got, want)
		}
	}
}
