package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/pattern"
)

var (
	// betweenNames is what stands before the last of several names, in English, Dutch, German,
	// French, Spanish, Italian and Portuguese.
	betweenNames = pattern.Of(`,?\s+(?:and|en|und|et|y|e|&)\s+`)
	// particles are the parts of names that begin with small letters.
	particles = pattern.Of(`^(?:van|de|der|den|het|'t|te|ten|ter|in|op|von|vom|zu|zum|zur|du|des|la|le|di|da|do|dos|del|della|af|bin|ibn|y)$`)
	// bodies finds words in the names of bodies, which may have "and" in them as well.
	bodies = pattern.Of(`(?i)minist|department|departement|agenc|agentschap|offic|council|counsel|commission|commissie|committee|comité|polic|affair|service|develop|institut|universi|bureau|board|authorit|govern|gemeente|provincie|dienst|zaken|director|division|unit\b|team|group|centre|center|centrum|zentrum|society|associat|foundation|stichting|verein|trust|company|consult|partner|research|statistics|economic|health|environment|planning|security|technology|science`)
)

// SplitPeople parts the names of several authors that one property holds: at semicolons and
// line ends, and at "and" and the commas before it where every part is the name of a person,
// of two words at least.
func SplitPeople(property string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(property, func(c rune) bool { return c == ';' || c == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, splitNames(part)...)
		}
	}
	return out
}

func splitNames(part string) []string {
	ends := betweenNames.FindAllStringIndex(part, -1)
	if len(ends) != 1 {
		return []string{part}
	}
	names := append(strings.Split(part[:ends[0][0]], ","), part[ends[0][1]:])
	for i, name := range names {
		if names[i] = strings.TrimSpace(name); !isPersonName(names[i]) {
			return []string{part}
		}
	}
	return names
}

// isPersonName reports whether a name looks like that of a person.
func isPersonName(name string) bool {
	fields, capitals := strings.Fields(name), 0
	for _, w := range fields {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case particles.MatchString(w):
		case !unicode.IsUpper(first) || utf8.RuneCountInString(w) > 2 && strings.ToUpper(w) == w && !strings.Contains(w, "."):
			return false
		default:
			capitals++
		}
	}
	return capitals >= 2 && len(fields) <= 6 && !bodies.MatchString(name)
}
