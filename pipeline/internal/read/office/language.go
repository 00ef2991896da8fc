package office

import (
	"sort"
	"strings"

	"octavo/pipeline/internal/meta"
)

// Language is the language of most letters, which letters counts by the tag of their
// runs; where most have none it is that of the document's properties.
func Language(letters map[string]int, property string) string {
	tags := make([]string, 0, len(letters))
	for tag := range letters {
		if tag != "" && meta.IsLang(tag) {
			tags = append(tags, tag)
		}
	}
	sort.Slice(tags, func(i, k int) bool {
		a, b := letters[tags[i]], letters[tags[k]]
		return a > b || a == b && tags[i] < tags[k]
	})
	if len(tags) == 0 || letters[""] > letters[tags[0]] {
		return primaryTag(property)
	}
	return primaryTag(tags[0])
}

// primaryTag is a tag as it is written: the language alone, but for a region that
// makes another spelling of it.
func primaryTag(tag string) string {
	if p := Primary(tag); p != "zh" && p != "pt" {
		return p
	}
	return tag
}

// Primary is the language of a tag, in small letters.
func Primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}
