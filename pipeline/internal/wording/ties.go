package wording

import (
	_ "embed" // what all languages share
	"strings"
	"sync"
)

//go:embed ties.txt
var sharedTies string

// Ties says for one language which words are not parted from their neighbours
// at a line's end.
type Ties struct {
	// Holds are words that hold what follows, whatever it is; Refs hold a
	// number; Units and Months are held by a number before them; Series hold a
	// Roman numeral; Signs are held by whatever is before them. Refs and Months
	// are in lower case.
	Holds, Refs, Units, Months, Series, Signs map[string]bool
}

// TiesFor returns the ties of the language whose primary subtag is lang's, or
// those of every language where that one has no folder. The result is shared:
// do not change it.
func TiesFor(lang string) *Ties {
	if f := folders()[Primary(lang)]; f != nil {
		return f.ties()
	}
	return commonTies()
}

var commonTies = sync.OnceValue(func() *Ties {
	t, _ := parseTies(sharedTies)
	return t
})

func (f *folder) readTies() *Ties {
	t, _ := parseTies(sharedTies + f.read("ties.txt"))
	for _, month := range f.words().Months {
		t.Months[strings.ToLower(month)] = true
	}
	return t
}

// parseTies reads a ties.txt; problems are names that mean nothing.
func parseTies(text string) (t *Ties, problems []string) {
	t = &Ties{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	lists := map[string]map[string]bool{"holds": t.Holds, "refs": t.Refs, "units": t.Units,
		"month-abbreviations": t.Months, "series": t.Series, "signs": t.Signs}
	for name, value := range entries(text) {
		list, known := lists[name]
		if !known {
			problems = append(problems, name+" is no kind of tie")
			continue
		}
		for _, word := range strings.Fields(value) {
			list[word] = true
		}
	}
	return t, problems
}
