// Package lexicon says of what class a word or phrase is: a label of a letter, a
// month, a word that a phrase cannot end with. What it knows stands in one data
// file a language; a further language is a further file.
package lexicon

import (
	"cmp"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"octavo/pipeline/internal/text"
)

// Class is a set of classes; a phrase can be in several.
type Class uint64

// The classes. Those from Subject to Version are labels that stand before or
// above a value.
const (
	Subject Class = 1 << iota
	Date
	Reference
	Sender
	Addressee
	Enclosure
	Page
	Version
	Salutation // begins the address of a letter
	Closing    // ends a letter
	Office     // who signs
	Contents   // heads a table of contents
	Month
	Open       // a word that leaves its phrase open
	Yours      // labels of the reader's own reference or letter
	Body       // begins or ends the name of a body that issues papers
	Part       // the usual title of a part of a paper, never of the whole
	Kind       // the kind of a paper, and nothing of what it is about
	Binds      // an open word that no title ends with either
	Lead       // stands before the label of an answer
	Link       // names a part of a web site; one alone proves nothing
	Skip       // begins a line of a web page that leads over its navigation or says where one is
	Prefix     // keeps its hyphen before a word
	Joins      // follows a hyphen that stands for the rest of a word
	First      // stands for the number 1 behind the label of a part
	Refers     // stands before the number of what it refers to
	Closes     // an open word that the clause of a title may end with
	Title      // stands before the title of a paper, and a colon between
	Announces  // says, before a colon, that several things follow
	Judge      // stands before the name of a judge
	Counts     // stands before a count in a sentence: "ruim 300"
	Gazette    // begins the masthead of a gazette, whose papers have titles of their own
	Notice     // begins a notice about the text, such as that it has no legal force
	FieldError // begins what a word processor prints in place of a value it did not find
	Series     // the name of a series of printed papers, before the number of one
	Group      // the word for a group of members of a parliament, before its name
	Received   // stands before the day on which an answer came in, in brackets behind who gave it
	Imprint    // stands before the name of the body that publishes
	Recital    // begins what an act rests on, right below the body that enacts it, or ends its formula
	Act        // the kind of an act, before its number and date
	Readers    // says that a thing is the reader's: "your request"
	Behalf     // stands below the office or body that another signs for, or before its name
	From       // stands before who sends, and a colon between
	About      // stands before the name of a body in the title of a chapter on it
	Government // begins the name of a regional or local authority, before that of its place
	Fond       // begins the address of a letter, and is a usual adjective too
	Magnitude  // makes an amount of the number before it
	NoteTitle  // heads the notes of a paper or of a part of it
	Article    // may stand before the name of a body and is no part of it
	Indefinite // an article that stands in no name of a body
)

// Label is every class of labels with values.
const Label = Subject | Date | Reference | Sender | Addressee | Enclosure | Page | Version

var names = map[string]Class{
	"subject": Subject, "date": Date, "reference": Reference, "sender": Sender, "addressee": Addressee, "enclosure": Enclosure,
	"page": Page, "version": Version, "salutation": Salutation, "closing": Closing, "office": Office, "contents": Contents,
	"month": Month, "open": Open, "yours": Yours, "body": Body, "kind": Kind, "part": Part, "binds": Binds, "lead": Lead, "link": Link, "skip": Skip,
	"prefix": Prefix, "joins": Joins, "first": First, "refers": Refers, "closes": Closes, "title": Title, "gazette": Gazette, "announces": Announces, "counts": Counts, "judge": Judge,
	"notice": Notice, "fielderror": FieldError, "received": Received, "series": Series, "group": Group,
	"imprint": Imprint, "recital": Recital, "government": Government, "about": About, "behalf": Behalf, "readers": Readers, "act": Act, "from": From, "fond": Fond, "magnitude": Magnitude, "notetitle": NoteTitle,
	"article": Article, "indefinite": Indefinite,
}

// Whole is a set of classes of phrases that a line or word is as a whole; none begins with
// one.
type Whole uint32

// The classes of whole phrases.
const (
	ClosingTitle      Whole = 1 << iota // the title of a part that closes a whole report, which is a chapter even where only the others are numbered
	BackTitle                           // the title of the matter behind a report's text, which belongs to the whole
	Explanation                         // heads the explanation of a law
	HalfOfExplanation                   // heads a half of one; both number their sections anew
	Year                                // stands before the number of a year
	Numbered                            // an abbreviation that a number follows
	NumberSign                          // stands before the number of a paper in its series
	Answer                              // heads an answer
	Recitals                            // stands before the recitals of an act of the Union
	Genre                               // a line that names only the kind of a paper; what it is about stands below
	Enacted                             // the kind of an act whose long title stands below
	ActWord                             // closes the title of an act that names itself with its year
	Subdivision                         // names the parts of an article or counts its members
)

var wholeNames = map[string]Whole{
	"closing title":       ClosingTitle,
	"back title":          BackTitle,
	"explanation":         Explanation,
	"half of explanation": HalfOfExplanation,
	"year":                Year,
	"numbered":            Numbered,
	"number sign":         NumberSign,
	"answer":              Answer,
	"recitals":            Recitals,
	"genre":               Genre,
	"enacted":             Enacted,
	"act word":            ActWord,
	"subdivision":         Subdivision,
}

//go:embed *.txt
var files embed.FS

// words are what the data files hold.
type words struct {
	phrases map[string]Class
	wholes  map[string]Whole
}

// data is read once; a fault in the data files is one of the program, which the
// tests find.
var data = sync.OnceValue(func() words {
	t := words{map[string]Class{}, map[string]Whole{}}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		data, err := files.ReadFile(e.Name())
		if err != nil {
			panic(err)
		}
		if err := t.read(string(data)); err != nil {
			panic(fmt.Sprintf("%s: %v", path.Base(e.Name()), err))
		}
	}
	return t
})

func table() map[string]Class { return data().phrases }

// read adds the classes of one file, "class: phrase | phrase" a line.
func (t words) read(data string) error {
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, list, ok := strings.Cut(line, ": ")
		class, whole := names[name], wholeNames[name]
		if !ok || class == 0 && whole == 0 {
			return fmt.Errorf("no class in %q", line)
		}
		for phrase := range strings.SplitSeq(list, "|") {
			if phrase = strings.TrimSpace(phrase); class != 0 {
				t.phrases[phrase] |= class
			} else {
				t.wholes[phrase] |= whole
			}
		}
	}
	return nil
}

// IsWhole reports whether a text, compared in small letters, is a phrase of one of classes.
func IsWhole(phrase string, classes Whole) bool {
	var room [64]byte
	return data().wholes[string(text.AppendLower(room[:0], phrase))]&classes != 0
}

// Of gives the classes of a phrase, which is compared in small letters; 0 is
// none.
func Of(phrase string) Class {
	return among(phrase, every)
}

// Is reports whether a phrase is of one of classes.
func Is(phrase string, classes Class) bool { return among(phrase, classes) != 0 }

// among gives those of the wanted classes that a phrase is of.
func among(phrase string, wanted Class) Class {
	if phrases().mayBe(phrase)&wanted == 0 {
		return 0
	}
	var room [64]byte // for nearly all words, on the stack
	return table()[string(text.AppendLower(room[:0], phrase))] & wanted
}

// outlines tell of each first character, in ASCII and in small letters, and each length in
// bytes, which letters the words end in that are such, and of which classes they are.
type outlines struct {
	ends    [128][64]uint32
	classes [128][64]Class
	begin   [128]Class // of words of any length
	longest int        // the length of the longest word
}

func (o *outlines) add(word string, class Class) {
	o.longest = max(o.longest, len(word))
	if n := len(word); n == 0 || word[0] >= utf8.RuneSelf {
		return
	} else if o.begin[word[0]] |= class; n < len(o.ends[0]) {
		o.ends[word[0]][n] |= 1 << (word[n-1] & 31)
		o.classes[word[0]][n] |= class
	}
}

// phrases are the outlines of the table.
var phrases = sync.OnceValue(func() *outlines {
	o := &outlines{}
	for phrase, class := range table() {
		o.add(phrase, class)
	}
	return o
})

// every is the set of all classes.
const every = ^Class(0)

// mayBe gives the classes that a text may be of, 0 for most that are of none. It is asked
// of every word many times.
func (o *outlines) mayBe(text string) Class {
	n := len(text)
	switch {
	case n > 3*o.longest: // small letters can have a third of the bytes, as the sign for kelvin has
		return 0
	case n == 0 || text[0] >= utf8.RuneSelf:
		return every
	}
	first, all := text[0], byte(0)
	if first >= 'A' && first <= 'Z' {
		first |= 0x20
	}
	for i := range n {
		all |= text[i]
	}
	if n >= len(o.ends[0]) || all >= utf8.RuneSelf {
		return o.begin[first]
	}
	if o.ends[first][n]&(1<<(text[n-1]&31)) == 0 { // the small letter and the capital have these bits in common
		return 0
	}
	return o.classes[first][n]
}

// head is what is known of the phrases that begin with a word: how many words the longest
// has, and of which classes they are.
type head struct {
	words   int
	classes Class
}

// heads are the first words of the phrases.
var heads = sync.OnceValue(func() map[string]head {
	out := map[string]head{}
	for phrase, class := range table() {
		first, _ := wordEnd(phrase, 0)
		n := 0
		for at := 0; at < len(phrase); n++ {
			end, _ := wordEnd(phrase, at)
			at = end + 1
		}
		h := out[phrase[:first]]
		out[phrase[:first]] = head{max(h.words, n), h.classes | class}
	}
	return out
})

// beginnings are the outlines of the first words.
var beginnings = sync.OnceValue(func() *outlines {
	o := &outlines{}
	for word, h := range heads() {
		o.add(word, h.classes)
	}
	return o
})

// wordEnd is where the word at an offset of text ends, and whether a phrase can go
// on behind it.
func wordEnd(text string, at int) (end int, more bool) {
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ', c >= utf8.RuneSelf && strings.HasPrefix(text[i:], "\u00a0"):
			return i, true
		case c == ':', c == ',':
			return i, false
		}
	}
	return len(text), false
}

// Begins gives the classes of the longest phrase that line begins with, whole
// words only, and how many bytes it takes; 0 and 0 are none.
func Begins(line string) (Class, int) { return begins(line, every) }

// BeginsAs reports whether the longest phrase that line begins with is of one of classes.
func BeginsAs(line string, classes Class) bool {
	class, _ := begins(line, classes)
	return class&classes != 0
}

// begins is Begins where phrases of the wanted classes begin with the first word.
func begins(line string, wanted Class) (found Class, at int) {
	end, more := wordEnd(line, 0)
	if beginnings().mayBe(line[:end])&wanted == 0 {
		return 0, 0
	}
	var room [64]byte
	h := heads()[string(text.AppendLower(room[:0], line[:end]))]
	if h.classes&wanted == 0 {
		return 0, 0
	}
	for range h.words {
		if c := Of(line[:end]); c != 0 {
			found, at = c, end
		}
		if !more {
			break
		}
		end, more = wordEnd(line, end+1)
	}
	return found, at
}

// WithoutArticle is the name of a body without the article before it.
func WithoutArticle(name string) string {
	if first, rest, ok := strings.Cut(name, " "); ok && Is(first, Article) {
		return rest
	}
	return name
}

// leads are the phrases of the class Lead by their first byte, the longest first.
var leads = sync.OnceValue(func() *[256][]string {
	var out [256][]string
	for phrase, class := range table() {
		if class&Lead != 0 {
			out[phrase[0]] = append(out[phrase[0]], phrase+" ")
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	}
	return &out
})

// LeadEnd gives how many bytes of text stand before the label of an answer, the
// space behind them included: "Antwoord op de " before "vragen 3 en 4".
func LeadEnd(text string) int {
	if end, _ := wordEnd(text, 0); text == "" || beginnings().mayBe(text[:end])&Lead == 0 {
		return 0
	}
	for _, lead := range leads()[text[0]|0x20] {
		if len(text) > len(lead) && strings.EqualFold(text[:len(lead)], lead) {
			return len(lead)
		}
	}
	return 0
}
