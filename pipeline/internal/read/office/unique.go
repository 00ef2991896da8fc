package office

import "fmt"

// Unique makes identifiers that differ: one that was given before gets a number behind
// it. The zero Unique has given none.
type Unique struct {
	given map[string]bool
	next  map[string]int // the number that the next one of a name gets
}

// ID gives an identifier that begins with base, in time that does not grow with how
// many were given.
func (u *Unique) ID(base string) string {
	if u.given == nil {
		u.given, u.next = map[string]bool{}, map[string]int{}
	}
	id := base
	for u.given[id] {
		u.next[base]++
		id = fmt.Sprintf("%s-%d", base, u.next[base]+1)
	}
	u.given[id] = true
	return id
}
