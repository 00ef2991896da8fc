package diag

import (
	"fmt"
	"slices"
	"strings"
)

// Losses gathers what a reader passes by although it carries meaning, so that
// one cause gives one finding however often it occurs. The zero Losses is
// empty.
type Losses struct {
	first map[string]Diagnostic
	more  map[string]int
	// dropped is what was left out under each cause, whatever of it is told.
	dropped map[string][]string
}

// Add notes a loss by its cause; what comes first under a cause is told.
func (l *Losses) Add(cause string, d Diagnostic) {
	if l.first == nil {
		l.first, l.more, l.dropped = map[string]Diagnostic{}, map[string]int{}, map[string][]string{}
	}
	if d.Dropped != "" {
		l.dropped[cause] = append(l.dropped[cause], d.Dropped)
	}
	if _, known := l.first[cause]; known {
		l.more[cause]++
		return
	}
	l.first[cause] = d
}

// Say logs the losses as warnings and forgets them.
func (l *Losses) Say(log *Log) {
	var causes []string
	for c := range l.first {
		causes = append(causes, c)
	}
	slices.Sort(causes)
	for _, c := range causes {
		d := l.first[c]
		d.Severity, d.Dropped = Warning, strings.Join(l.dropped[c], "\n")
		if n := l.more[c]; n > 0 {
			d.Message += fmt.Sprintf("; %d more like it follow", n)
		}
		log.Add(d)
	}
	*l = Losses{}
}
