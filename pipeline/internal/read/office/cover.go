package office

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// coverName is the name of a style of what stands on a cover, in English, Dutch, German
// and French, and what more it says: "Cover text", "CoverText", "Titelblatt".
var coverName = pattern.Of(`^(?i:cover(?: ?page)?|voorblad|omslag|titelblad|deckblatt|titelblatt|titelseite|umschlag|page de garde|couverture)([ _-].*|[A-Z0-9][^A-Z].*)?$`)

// CoverRole is the role that the name of a style gives what stands on a cover: that of a
// title or subtitle, else of text there, which heads nothing.
func CoverRole(name string) (role Role, known bool) {
	m := coverName.FindStringSubmatch(name)
	switch {
	case m == nil:
		return RoleText, false
	case titleOf.MatchString(m[1]):
		return RoleTitle, true
	case subtitleOf.MatchString(m[1]):
		return RoleSubtitle, true
	}
	return RoleCover, true
}

// titleOf and subtitleOf are what the names of styles of titles on covers say.
var (
	titleOf    = pattern.Of(`(?i)^[ _-]*(?:title|titel|titre)$`)
	subtitleOf = pattern.Of(`(?i)^[ _-]*(?:subtitle|ondertitel|subtitel|untertitel|sous-titre)$`)
)

// maxCoverGap is how many blocks in other styles stand between two of a cover: offices set
// a line of it by hand.
const maxCoverGap = 3

// PlainCover takes their look from the paragraphs of a cover, large and bold as they are,
// so that none of them is taken for a heading.
func PlainCover(entries []Entry, looks map[*ast.Paragraph]ast.Look) {
	last := len(entries)
	for i, e := range entries {
		if !e.Cover {
			continue
		}
		from := i
		if last < i && i-last <= maxCoverGap+1 {
			from = last
		}
		for _, k := range entries[from : i+1] {
			if p, ok := k.Block.(*ast.Paragraph); ok {
				looks[p] = ast.Look{}
			}
		}
		last = i
	}
}
