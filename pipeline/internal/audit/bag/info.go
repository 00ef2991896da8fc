package bag

import (
	"fmt"
	"strings"
	"time"
)

// Fields of bag-info.txt (RFC 8493, 2.2.2).
const (
	fieldOxum = "Payload-Oxum"
	fieldDate = "Bagging-Date"
)

// DateField is the field of the day on which a bag was made.
const DateField = fieldDate

// readInfo reads the fields of bag-info.txt; a line that begins with a blank goes on.
func (b *Bag) readInfo() {
	text, err := b.Read(infoFile, maxTagFile)
	if err != nil {
		b.wrong(CodeInfo, infoFile, 0, again, "the file is missing, or cannot be read whole")
		return
	}
	for i, line := range lines(text) {
		label, value, ok := strings.Cut(line, ":")
		switch {
		case strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			if n := len(b.Info); n > 0 {
				b.Info[n-1].Value += " " + strings.TrimSpace(line)
			}
		case !ok || strings.TrimSpace(label) == "":
			b.wrong(CodeInfo, infoFile, i+1, again, "the line is no field: a field is a name, a colon and a value")
		default:
			b.Info = append(b.Info, Field{strings.TrimSpace(label), strings.TrimSpace(value)})
		}
	}
	for _, name := range []string{fieldOxum, fieldDate} {
		b.checkOnce(name)
	}
	if date := b.Get(fieldDate); date != "" {
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			b.wrong(CodeInfo, infoFile, 0, again, "%s is %q, which is no date as 2025-05-21 is", fieldDate, date)
		}
	}
}

// checkOnce wants a field that may not be repeated, and that a package has.
func (b *Bag) checkOnce(name string) {
	n := 0
	for _, f := range b.Info {
		if strings.EqualFold(f.Name, name) {
			n++
		}
	}
	if n != 1 {
		b.wrong(CodeInfo, infoFile, 0, again, "%s stands there %d times and should once", name, n)
	}
}

// checkOxum holds the sum of the payload's bytes and the number of its files against
// Payload-Oxum.
func (b *Bag) checkOxum() {
	want := b.Get(fieldOxum)
	if want == "" {
		return
	}
	bytes, files := int64(0), 0
	for _, name := range b.Names() {
		if strings.HasPrefix(name, payload) {
			bytes += b.Size(name)
			files++
		}
	}
	if got := fmt.Sprintf("%d.%d", bytes, files); got != want {
		b.wrong(CodeInfo, infoFile, 0, again, "%s is %s (bytes, full stop, files) and the payload %s", fieldOxum, want, got)
	}
}
