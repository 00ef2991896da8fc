package understand

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// bodyOfAddress reads the name whose address of the web the front gives: that of an
// authority with its place, wherever the text has it ("Gemeente Zeewijk" to
// "zeewijk.example"), and any name alone on a line above the text that an address of the
// text is made of.
func (s *state) bodyOfAddress(title int) []bodyClaim {
	if claims := s.authorityOf(s.hosts(s.lines[:min(len(s.lines), coverLines)], false), "the authority of the place that the address of the web names"); claims != nil {
		return claims
	}
	if claims := s.authorityOf(s.letterheadPlaces(), overPlace); claims != nil {
		return claims
	}
	hosts := s.hosts(s.lines[:min(len(s.lines), textReach)], true)
	for i, b := range s.blocks[:min(len(s.blocks), s.frontLimit())] {
		name, rest, _ := strings.Cut(b.text, ", ")
		if body := beforeKind(name); hosts[headKey(body)] {
			name = body
		}
		switch {
		case i == title || b.role != roleText || !hosts[headKey(name)] || rest != "" && s.day(rest) == "":
		case words(name) > imprintWords || !startsUpper(name) || endsSentence(name) || i > 0 && isAuthorityWord(lastWord(s.blocks[i-1].text)):
		default:
			if claims := s.authorityOf(map[string]bool{headKey(name): true}, "the authority of the place above the text"); claims != nil {
				return claims
			}
			return []bodyClaim{{name, b.pos(), "a name above the text that an address of the web in it is made of", 0.75}}
		}
	}
	return nil
}

// beforeKind is the one word before that for the kind of a paper: "Harbour Guideline"; "" is
// none.
func beforeKind(text string) string {
	body, kind, ok := strings.Cut(text, " ")
	if !ok || words(kind) > 1 || lexicon.Of(kind)&lexicon.Kind == 0 && !isCompoundKind(kind) {
		return ""
	}
	return body
}

// hosts are the names of hosts in lines, each between its dots, "www" and the last aside;
// with those of addresses of mail, or only those of the web.
func (s *state) hosts(lines []*line, mail bool) map[string]bool {
	out := map[string]bool{}
	for _, l := range lines {
		if l.block != nil || !strings.ContainsRune(l.text, '.') {
			continue
		}
		for field := range strings.FieldsSeq(l.text) {
			_, host, isMail := strings.Cut(strings.ToLower(strings.Trim(field, "<>().,;:")), "@")
			if !isMail {
				host = strings.ToLower(strings.Trim(field, "<>().,;:"))
			}
			if _, behind, ok := strings.Cut(host, "://"); ok {
				host = behind
			}
			host, _, _ = strings.Cut(host, "/")
			if isMail && !mail || !isDomain(host) {
				continue
			}
			for _, part := range strings.Split(strings.TrimPrefix(host, "www."), ".")[:strings.Count(strings.TrimPrefix(host, "www."), ".")] {
				out[strings.ReplaceAll(part, "-", "")] = true
			}
		}
	}
	return out
}

// leastHost is how many letters the name of a host has at least that tells a name: two
// letters are those of a country or a party.
const leastHost = 3

// placeWords is how many words the name of a place has at most: "Bergen op Zoom".
const placeWords = 4

// isAuthorityWord reports whether a word begins the name of an authority.
func isAuthorityWord(word string) bool {
	if word != "" && !isPlain(word[0]) {
		word = strings.TrimLeft(word, "(‘“'\"")
	}
	return lexicon.Is(word, lexicon.Government)
}

// overPlace is the rule by which the letterhead gives the word for an authority over that for
// its place.
const overPlace = "the authority over its place in the letterhead, which the text names too"

// authorityOf reads the authority of a place, "gemeente Zeewijk", whose name a host has,
// in the form that the text has most often, its margins and running heads included.
func (s *state) authorityOf(hosts map[string]bool, rule string) []bodyClaim {
	if len(hosts) == 0 {
		return nil
	}
	times, first := map[string]int{}, map[string]bodyClaim{}
	count := func(names []string, pos diag.Pos) {
		for _, name := range names {
			key := headKey(name)
			if times[key]++; times[key] == 1 {
				first[key] = bodyClaim{name, pos, rule, likelyBody}
			}
		}
	}
	for text, pos := range s.printedLines() {
		count(authoritiesIn(text, hosts), pos)
	}
	if rule != overPlace { // of two columns side by side a letterhead has the word of either below
		for i, l := range s.lines[:min(len(s.lines), coverLines)] {
			count(s.authorityOver(i, hosts), l.pos)
		}
	}
	keys := slices.SortedFunc(maps.Keys(times), func(a, b string) int { return cmp.Or(times[b]-times[a], strings.Compare(a, b)) })
	if len(keys) == 0 || len(keys) > 1 && times[keys[0]] == times[keys[1]] {
		return nil
	}
	c := first[keys[0]]
	if times[keys[0]] > 1 || rule == overPlace {
		c.confidence = 0.85
	}
	return []bodyClaim{c}
}

// letterheadReach is within how many lines below the word for an authority its place stands
// where a letterhead has the two below each other and another column beside them.
const letterheadReach = 4

// authorityOver is the authority of which line i begins with the word and a line below
// with the place, a sign of a picture before the first perhaps.
func (s *state) authorityOver(i int, hosts map[string]bool) []string {
	word := s.authorityWord(i)
	if word == "" {
		return nil
	}
	for _, below := range s.lines[i+1 : min(len(s.lines), i+letterheadReach)] {
		if names := authoritiesIn(word+" "+firstColumn(below.text), hosts); names != nil {
			return names
		}
	}
	return nil
}

// authorityWord is the word for an authority that line i of a letterhead begins with, a
// sign of a picture before it perhaps; "" is none.
func (s *state) authorityWord(i int) string {
	f := strings.Fields(s.lines[i].text)
	if len(f) > 1 && runes(f[0]) == 1 {
		f = f[1:]
	}
	if s.lines[i].block != nil || len(f) == 0 || len(f) > 1 && !startsUpper(f[0]) || !isAuthorityWord(f[0]) {
		return ""
	}
	return f[0]
}

// letterheadPlaces are the words that begin the lines below such a word: one of them is
// the place.
func (s *state) letterheadPlaces() map[string]bool {
	out := map[string]bool{}
	for i := range s.lines[:min(len(s.lines), coverLines)] {
		if s.authorityWord(i) == "" {
			continue
		}
		for _, below := range s.lines[i+1 : min(len(s.lines), i+letterheadReach)] {
			if place := firstWord(below.text); !lexicon.Is(strings.TrimRight(place, ":"), lexicon.Label) {
				out[headKey(place)], out[headKey(firstColumn(below.text))] = true, true
			}
		}
	}
	return out
}

// authoritiesIn are the names of authorities in text whose place a host names.
func authoritiesIn(text string, hosts map[string]bool) []string {
	var out []string
	f := strings.Fields(text)
	for i, w := range f {
		if !isAuthorityWord(w) {
			continue
		}
		for n := 1; n <= placeWords && i+n < len(f); n++ {
			place := strings.Trim(strings.Join(f[i+1:i+1+n], " "), ".,;:()’”'\"")
			if startsUpper(place) && runes(place) >= leastHost && hosts[headKey(place)] {
				out = append(out, withCapital(strings.TrimLeft(w, "(‘“'\""))+" "+place)
				break
			}
		}
	}
	return out
}

// withCapital is a word with a capital at its beginning.
func withCapital(word string) string {
	r := []rune(word)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
