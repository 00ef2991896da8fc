package understand

import (
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand/lexicon"
)

// actReach is among how many words of its title the date of an act stands.
const actReach = 24

// actValues takes the date of an act and its number from its title, where nothing above
// gave them: "Directive 2031/27 of the Council of Bridges of 25 October 2031 on …".
func (s *state) actValues(title string, pos diag.Pos) {
	class, n := lexicon.Begins(title)
	if class&lexicon.Act == 0 {
		return
	}
	f := strings.Fields(title[n:])
	f = f[:min(len(f), actReach)]
	at := s.actDate(f)
	if at < 0 {
		return
	}
	m := &s.doc.Meta
	if date := s.day(dayAt(f, at)); m.Date == "" {
		m.Date = date
		s.say(decision{CodeValue, "the date of an act in its title", "date " + date, 0.85}, pos, title)
	}
	if number := actNumber(f[:at]); number != "" && (m.Identifiers == nil || m.Identifiers.Number == "") {
		id := meta.Identifiers{}
		if m.Identifiers != nil {
			id = *m.Identifiers
		}
		id.Number = number
		m.Identifiers = &id
		s.say(decision{CodeValue, "the number of an act in its title", "reference " + number, 0.80}, pos, title)
	}
}

// actDate is the first word of the date among those of a title behind its kind, where
// nothing but the number and the names of bodies stands between; -1 is none.
func (s *state) actDate(f []string) int {
	for i, w := range f {
		switch {
		case i > 0 && lexicon.Is(f[i-1], lexicon.Open) && s.day(dayAt(f, i)) != "":
			return i
		case !lexicon.Is(w, lexicon.Open) && !startsUpper(w) && !isBodyWord(w) && !strings.ContainsAny(w, "0123456789(°"):
			return -1 // words of what it is about
		}
	}
	return -1
}

// dayAt are the three words of a date from word i on.
func dayAt(f []string, i int) string {
	return strings.TrimRight(strings.Join(f[i:min(len(f), i+3)], " "), ",;.:")
}

// actNumber is the number of an act among the words before its date: figures with a stroke.
func actNumber(f []string) string {
	for _, w := range f {
		if strings.Contains(w, "/") && w[0] >= '0' && w[0] <= '9' {
			return strings.TrimRight(w, ",;.:")
		}
	}
	return ""
}
