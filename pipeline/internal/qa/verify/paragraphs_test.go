package verify

import (
	"slices"
	"testing"
)

func TestParagraphs(t *testing.T) {
	const print = `Document
  Sect
    H1 (block)
      "1. "
      "A heading that is long enough to count"
    P (block)
      "The first paragraph has "
      Em (inline)
        "marks of"
      Em (inline)
        " its own"
      " and goes on."
    P (block)
      "short"
    Note (block)
      Lbl (inline)
        "1"
      P (block):
        /Placement /Block
        "A note is a paragraph of its own too."
`
	want := []string{
		"1. A heading that is long enough to count",
		"The first paragraph has marks of its own and goes on.",
		"A note is a paragraph of its own too.",
	}
	if got := Paragraphs(print); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestInOnePiece(t *testing.T) {
	const paragraph = "The policy- and law makers of the ministry met1(twice)."
	for name, c := range map[string]struct {
		pages []string
		whole bool
	}{
		"as it stands":          {[]string{"Head\n" + paragraph + "\n7"}, true},
		"in lines":              {[]string{"The policy-\nand law makers of the minis\u00ad\ntry met1 (twice)."}, true},
		"with a plain hyphen":   {[]string{"The policy- and law ma-\nkers of the ministry met1(twice)."}, true},
		"with hyphens joined":   {[]string{"The policyand law makers of the ministry met1(twice)."}, true},
		"over two pages":        {[]string{"x The policy- and law", "makers of the ministry met1(twice). y"}, true},
		"a blank in a word":     {[]string{"The policy- and law makers of the mini stry met1(twice)."}, false},
		"a blank before hyphen": {[]string{"The policy- and law makers of the minis -\ntry met1(twice)."}, false},
		"words run together":    {[]string{"The policy- and lawmakers of the ministry met1(twice)."}, false},
		"a note in between":     {[]string{"The policy- and law makers 1 A note. of the ministry met1(twice)."}, false},
		"words exchanged":       {[]string{"makers of the ministry met1(twice). The policy- and law"}, false},
		"not at all":            {[]string{"Something else."}, false},
	} {
		if problems := InOnePiece(c.pages, []string{paragraph}); (problems == nil) != c.whole {
			t.Errorf("%s: %q", name, problems)
		}
	}
}
