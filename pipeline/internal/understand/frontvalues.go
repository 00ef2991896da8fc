package understand

import (
	"iter"
	"slices"
	"strings"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand/lexicon"
)

// values takes the date, the reference and the body that sends a letter into the
// metadata, each where one value only can be meant. They stay in the text.
func (h *letterhead) values() {
	if h.doc.Meta.Date == "" {
		line, date := h.labelled(lexicon.Date, h.day)
		if date == "" {
			line, date = h.besideDay()
		}
		if !h.takeDate(line, date, "the date behind its label", 0.85) {
			line, date = h.ownDay(h.loneDate())
			if !h.takeDate(line, date, "the only line above the text that is a date", 0.80) {
				line, date = h.versionDay()
				h.takeDate(line, date, "the day behind the version", 0.75)
			}
		}
	}
	if id := h.doc.Meta.Identifiers; id == nil || id.Number == "" {
		line, number := h.labelled(lexicon.Reference, referenceOf)
		h.takeNumber(line, number, "the reference behind its label", 0.85)
	}
}

// labelled is the value of a label of a class: on its line or below it, else under it in a row
// of labels.
func (h *letterhead) labelled(class lexicon.Class, of func(string) string) (line int, value string) {
	if line, value = h.onlyValue(class, of); value == "" {
		line, value = h.rowValue(class, of)
	}
	return line, value
}

// takeDate makes a date that line holds the paper's, where there is one.
func (h *letterhead) takeDate(line int, date, rule string, confidence float64) bool {
	if h.undatable || h.isOneOfDates(date) {
		confidence = min(confidence, doubtful)
	}
	if date != "" {
		h.doc.Meta.Date = date
		h.say(decision{CodeValue, rule, "date " + date, confidence}, h.lines[line].pos, h.lines[line].text)
	}
	return date != ""
}

// takeNumber makes a reference that line holds the paper's, where there is one.
func (h *letterhead) takeNumber(line int, number, rule string, confidence float64) {
	if number == "" {
		return
	}
	id := meta.Identifiers{}
	if h.doc.Meta.Identifiers != nil {
		id = *h.doc.Meta.Identifiers
	}
	message := "reference " + number
	if strings.HasPrefix(number, "ISBN") {
		isbn, fault := meta.ParseISBN(number)
		if fault != nil {
			h.warn(decision{CodeValue, rule, "the number of a book was left out: " + fault.Cause, confidence}, h.lines[line].pos, h.lines[line].text, fault.Remedy)
			return
		}
		if id.ISBN != nil {
			return
		}
		id.ISBN = &meta.ISBN{Print: isbn} // where it is printed; no other edition may bear it (ISO 2108, 4.4)
		message = "ISBN of the printed edition " + isbn
	} else {
		id.Number = number
	}
	h.doc.Meta.Identifiers = &id
	h.say(decision{CodeValue, rule, message, confidence}, h.lines[line].pos, h.lines[line].text)
}

// maxDateWords is how many words a date has at most: "woensdag de 3e mei 2024".
const maxDateWords = 5

// dateOf is the day that a value gives in ISO 8601, a place before it aside; ""
// is none.
func dateOf(value string) string {
	value = behindPlace(value)
	date, ok := meta.ParseDate(value)
	if !ok || words(value) > maxDateWords || len(date) < len("2006-01") {
		return ""
	}
	return date
}

// isDate reports whether a line is nothing but a date, a place before it perhaps.
func isDate(text string) bool { return isDateline(text) || isDay(text) }

// endsInDate reports whether the last words of text are a whole date, as those of the
// line below a title are that says who adopted the paper.
func endsInDate(text string) bool {
	f := strings.Fields(text)
	return len(f) > 3 && isYear(f[len(f)-1]) && isDay(strings.Join(f[len(f)-3:], " "))
}

// referenceOf is the value where it is a reference, up to a further one with its label,
// "HO 0479 RPC Reference No: 12", and without a date behind it. A year alone waits for its
// number.
func referenceOf(value string) string {
	value = withoutDay(value)
	if before, _, ok := strings.Cut(value, ": "); ok && lexicon.IsWhole(lastWord(before), lexicon.NumberSign) {
		f := strings.Fields(before)
		end := len(f) - 1
		for end > 0 && !strings.ContainsAny(f[end-1], "0123456789") {
			end--
		}
		value = strings.Join(f[:end], " ")
	}
	if isLetterReference(value) && !isDay(value) && !isYear(value) && !strings.Contains(value, ": ") && !lexicon.BeginsAs(value, lexicon.Salutation|lexicon.Page|lexicon.Version) {
		return value
	}
	return ""
}

// withoutDay is a reference without the day in numbers behind it.
func withoutDay(value string) string {
	if at := strings.LastIndexByte(value, ' '); at > 0 && isDay(value[at+1:]) {
		return value[:at]
	}
	return value
}

// onlyValue is the value of the first label of a class that has one. The line is
// that of the value.
func (h *letterhead) onlyValue(class lexicon.Class, of func(string) string) (int, string) {
	for line, value := range h.valuesOf(class, of) {
		return line, value
	}
	return 0, ""
}

// valuesOf are the values of the labels of a class, each with its line, but for those that
// are the reader's.
func (h *letterhead) valuesOf(class lexicon.Class, of func(string) string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, l := range h.inFront() {
			if l.class&class == 0 || l.class&lexicon.Yours != 0 {
				continue
			}
			line, value := l.from, l.value
			if text := h.lines[l.line].text; l.at < len(text) {
				line, value = l.line, text[l.at:]
			}
			v := of(value)
			if v == "" {
				v = of(firstColumn(value)) // a margin column may go on behind a gap
			}
			if v != "" && !yield(line, v) {
				return
			}
		}
	}
}

// isOneOfDates reports whether labels of the front give another day than date, too: the
// paper's own and that on which it was sent or decided about.
func (h *letterhead) isOneOfDates(date string) bool {
	for _, other := range h.valuesOf(lexicon.Date, h.day) {
		if other != date {
			return true
		}
	}
	return false
}

// loneDay is the date that line i is; its year may stand on the next line before to.
func (h *letterhead) loneDay(i, to int) string {
	text := h.lines[i].text
	if i+1 < to && h.lines[i+1].blank == 0 && isYear(h.lines[i+1].text) && splitsDate(text, h.lines[i+1].text) {
		text += " " + h.lines[i+1].text
	}
	if h.lines[i].block != nil || !isDateline(text) || namesOtherDay(text) {
		return ""
	}
	return h.day(text)
}

// namesOtherDay reports whether words before a date on its line say that it is of something
// else: "Ingangsdatum 12 juli 2031". The name of a place may stand between.
func namesOtherDay(text string) bool {
	name := strings.TrimRight(text[:max(0, strings.IndexAny(text, "0123456789"))], " :")
	return !strings.HasSuffix(name, ",") && saysOtherDay(name)
}

// ownDay is a date on a line where that above it does not say that it is of something else.
func (h *letterhead) ownDay(line int, date string) (int, string) {
	if line > 0 && saysOtherDay(h.lines[line-1].text) {
		return 0, ""
	}
	return line, date
}

// saysOtherDay reports whether a line is the label of a day that is not known for that of
// the paper: "Closing date", "Ingangsdatum:".
func saysOtherDay(text string) bool {
	if class, _ := labelOf(text); class != 0 || words(text) > maxDateWords || strings.ContainsAny(text, "0123456789") {
		return false
	}
	ofDay := func(word string) bool {
		word = strings.TrimRight(word, ":")
		return lexicon.Is(word, lexicon.Date) && runes(word) > 3 || endsCompound(word, lexicon.Date)
	}
	return strings.HasSuffix(text, ":") || slices.ContainsFunc(strings.Fields(text), ofDay)
}

// loneDate is the only date that stands alone on a line of the front, a place
// before it perhaps.
func (h *letterhead) loneDate() (line int, date string) {
	from, to := h.extent()
	within := false // the date goes on with the line above, which says what was done on that day
	for i := from; i < to; i++ {
		l, d := h.lines[i], h.loneDay(i, to)
		goesOn := startsLower(l.text) && i > from && l.blank == 0
		switch {
		case d == "" || date != "" && goesOn && !within:
		case date != "" && d != date && goesOn == within:
			return 0, ""
		default:
			line, date, within = i, d, goesOn
		}
	}
	return line, date
}

// extent gives the lines of the front; where none was found, those above the
// running text.
func (h *letterhead) extent() (from, to int) {
	if h.to > 0 {
		return h.from, h.to
	}
	return 0, min(coverLines, len(h.lines), h.firstProse())
}

// inFront are the labels in the lines of the front.
func (h *letterhead) inFront() []frontLabel {
	from, to := h.extent()
	var out []frontLabel
	for _, l := range h.labels {
		if l.line >= from && l.line < to {
			out = append(out, l)
		}
	}
	return out
}

// coverLines is how many lines a cover has at most.
const coverLines = 40
