package formula

import (
	"strings"
	"unicode/utf8"
)

// TeX writes a tree as TeX that Parse reads, for formulas that came without.
func TeX(e *Element) string {
	w := &texWriter{}
	w.of(e)
	return strings.TrimSpace(w.b.String())
}

type texWriter struct {
	b strings.Builder
	// open tells that a command of letters was written last.
	open bool
	// rowBegins tells that a row of a table begins, where a bracket would be an option.
	rowBegins bool
}

// put writes mark-up; a command needs a space before a letter.
func (w *texWriter) put(s string) {
	if s == "" {
		return
	}
	if w.open && isLetter(s[0]) {
		w.b.WriteByte(' ')
	}
	if w.rowBegins && s[0] == '[' {
		w.b.WriteString("{}")
	}
	w.rowBegins = false
	w.b.WriteString(s)
	at := strings.LastIndexByte(s, '\\')
	w.open = at >= 0 && at+1 < len(s) && strings.IndexFunc(s[at+1:], func(r rune) bool { return r >= 0x80 || !isLetter(byte(r)) }) < 0
}

// apart writes s behind one space, which may stand there already behind an empty
// cell.
func (w *texWriter) apart(s string) {
	if !strings.HasSuffix(w.b.String(), " ") {
		s = " " + s
	}
	w.put(s)
}

// braced writes command{of(e)}.
func (w *texWriter) braced(command string, e *Element) {
	w.put(command + "{")
	w.of(e)
	w.put("}")
}

func (w *texWriter) of(e *Element) {
	switch e.Name {
	case "mrow":
		w.row(e.Kids)
	case "mi":
		w.letter(e)
	case "mn":
		w.number(e)
	case "mo":
		w.operator(e)
	case "mtext":
		w.words(e)
	case "mspace":
		w.space(e)
	case "mfrac":
		w.fraction(e)
	case "msqrt":
		w.braced(`\sqrt`, e.Kids[0])
	case "mroot":
		if degree := e.Kids[1]; degree.IsToken() && degree.Name != "mo" {
			w.put(`\sqrt[`)
			w.of(degree)
			w.put("]")
		} else {
			w.braced(`\sqrt[`, degree)
			w.put("]")
		}
		w.braced("", e.Kids[0])
	case "mtable":
		w.table(e)
	default:
		w.scripts(e)
	}
}

// row writes a row; one in brackets has brackets that grow.
func (w *texWriter) row(list []*Element) {
	n := len(list)
	if n == 3 && list[0].Text == "(" && list[1].Name == "mfrac" && list[1].Class == NoBar && list[2].Text == ")" {
		w.braced(`\binom`, list[1].Kids[0])
		w.braced("", list[1].Kids[1])
		return
	}
	grows := isFenced(element("mrow", list...))
	for i, e := range list {
		switch {
		case e.Text == "{" && i+1 < n && list[i+1].Class == Cases:
			continue // the environment brings it
		case grows && i == 0:
			w.put(`\left`)
		case grows && i == n-1:
			w.put(`\right`)
		case i > 0 && list[i-1].Name == "mn" && e.Name == "mn", separates(list, i):
			w.put(`\,`)
		}
		if e.Name == "mrow" && (len(e.Kids) != 1) && !isFenced(e) {
			w.braced("", e)
			continue
		}
		w.of(e)
	}
}

// separates reports whether a comma stands between number i and the one before,
// which would read as one.
func separates(list []*Element, i int) bool {
	return i > 1 && list[i].Name == "mn" && list[i-2].Name == "mn" && list[i-1].Name == "mo" && (list[i-1].Text == "," || list[i-1].Text == ".")
}

// texVariants are the commands of the alphabets.
var texVariants = map[string]string{"normal": "mathrm", "bold": "mathbf", "bold-italic": "boldsymbol", "italic": "mathit", "sans-serif": "mathsf",
	"monospace": "mathtt", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak"}

func (w *texWriter) letter(e *Element) {
	name := strings.ReplaceAll(e.Text, " ", "")
	_, function := functions[name]
	variant := e.Variant
	if utf8.RuneCountInString(e.Text) > 1 && variant == "" {
		variant = "normal"
	}
	switch command := texVariants[variant]; {
	case function && variant == "normal":
		w.put(`\` + name)
	case command == "" || variant == "normal" && !isName(e.Text) && utf8.RuneCountInString(e.Text) == 1:
		w.char(e.Text)
	case !isName(e.Text) && utf8.RuneCountInString(e.Text) > 1:
		w.put(`\operatorname{` + textEscapes.Replace(e.Text) + "}")
	default:
		w.put(`\` + command + "{")
		for _, r := range e.Text {
			w.char(string(r))
		}
		w.put("}")
	}
}

// isName reports whether s holds only the letters of ASCII.
func isName(s string) bool {
	for i := range len(s) {
		if !isLetter(s[i]) {
			return false
		}
	}
	return s != ""
}

// char writes a character by its command where it has one.
func (w *texWriter) char(s string) {
	switch command := commands[s]; {
	case strings.Contains(`%&#_$`, s):
		w.put(`\` + s)
	case s == "^", s == "~":
		w.put(`\text{` + textEscapes.Replace(s) + "}")
	case command != "" && plainKinds[s] == "":
		w.put(`\` + command)
	default:
		w.put(s)
	}
}

// number writes digits; what else stands in a number is text.
func (w *texWriter) number(e *Element) {
	s := e.Text
	if strings.Trim(s, "0123456789.,") != "" || s == "" || strings.ContainsAny(s[:1]+s[len(s)-1:], ".,") {
		w.put(`\text{` + textEscapes.Replace(s) + "}")
		return
	}
	s = strings.ReplaceAll(s, ",", "{,}")
	if command := texVariants[e.Variant]; command != "" && e.Variant != "normal" {
		s = `\` + command + "{" + s + "}"
	}
	w.put(s)
}

func (w *texWriter) operator(e *Element) {
	switch s := e.Text; {
	case s == "−":
		w.put("-")
	case s == "∗":
		w.put("*")
	case s == "{" || s == "}":
		w.put(`\` + s)
	case s == "‖":
		w.put(`\|`)
	case isName(s):
		w.put(`\operatorname{` + s + "}")
	case utf8.RuneCountInString(s) == 1:
		w.char(s)
	default:
		for _, r := range s {
			w.operator(token("mo", string(r)))
		}
	}
}

// textEscapes keeps text as it is inside \text.
var textEscapes = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "$", `\$`, "%", `\%`, "#", `\#`, "&", `\&`, "_", `\_`,
	"~", `\sim `, "--", "-{}-")

func (w *texWriter) words(e *Element) {
	s := textEscapes.Replace(e.Text)
	switch {
	case e.Class == Tag && strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")"):
		w.put(`\tag{` + s[1:len(s)-1] + "}")
	case e.Class == Tag:
		w.put(`\tag*{` + s + "}")
	default:
		w.put(`\text{` + s + "}")
	}
}

func (w *texWriter) space(e *Element) {
	switch {
	case e.Width < 0:
		w.put(`\!`)
	case e.Width < 200:
		w.put(`\,`)
	case e.Width < 250:
		w.put(`\:`)
	case e.Width < 800:
		w.put(`\;`)
	case e.Width < 1500:
		w.put(`\quad`)
	default:
		w.put(`\qquad`)
	}
}

func (w *texWriter) fraction(e *Element) {
	if e.Class == NoBar {
		w.put("{")
		w.of(e.Kids[0])
		w.put(`\atop `)
		w.of(e.Kids[1])
		w.put("}")
		return
	}
	w.braced(`\frac`, e.Kids[0])
	w.braced("", e.Kids[1])
}

// markCommands are the commands of the accents: over a letter, and over more.
var markCommands = map[string][2]string{
	"^": {"hat", "widehat"}, "~": {"tilde", "widetilde"}, "¯": {"bar", "overline"}, "→": {"vec", "overrightarrow"},
	"←": {"overleftarrow", "overleftarrow"}, "˙": {"dot", "dot"}, "¨": {"ddot", "ddot"}, "ˇ": {"check", "check"}, "´": {"acute", "acute"},
	"`": {"grave", "grave"}, "˘": {"breve", "breve"}, "˚": {"mathring", "mathring"}, "⏞": {"overbrace", "overbrace"},
	"_": {"underline", "underline"}, "⏟": {"underbrace", "underbrace"},
}

func (w *texWriter) scripts(e *Element) {
	base := e.Kids[0]
	sub, sup := scriptsOf(e)
	if e.Class == Accent {
		pair := markCommands[e.Kids[1].Text]
		w.braced(`\`+pair[btoi(utf8.RuneCountInString(base.Text) != 1)], base)
		return
	}
	natural := base.Class == Big || base.Class == Limit || base.Class == Accent
	if stacked := strings.HasPrefix(e.Name, "mu") || e.Name == "mover"; stacked && !natural {
		if base.Class != Integral {
			w.stacked(base, sub, sup)
			return
		}
		w.of(base)
		w.put(`\limits`)
	} else if base.IsToken() && base.Name != "mtext" {
		w.of(base)
	} else {
		w.braced("", base)
	}
	if sub != nil {
		w.braced("_", sub)
	}
	if sup != nil {
		w.braced("^", sup)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// stacked writes what stands above and below a base.
func (w *texWriter) stacked(base, sub, sup *Element) {
	if sub != nil {
		w.braced(`\underset`, sub)
		w.put("{")
	}
	if sup != nil {
		w.braced(`\overset`, sup)
		w.braced("", base)
	} else {
		w.of(base)
	}
	if sub != nil {
		w.put("}")
	}
}

func (w *texWriter) table(e *Element) {
	name := map[Class]string{Aligned: "aligned", Cases: "cases"}[e.Class]
	if name == "" {
		name = "matrix"
	}
	w.put(`\begin{` + name + "}")
	for i, tr := range e.Kids {
		if i > 0 {
			w.apart(`\\ `)
		}
		w.rowBegins = true
		for j, td := range tr.Kids {
			if j > 0 {
				w.apart("& ")
			}
			w.of(td.Kids[0])
		}
	}
	w.put(`\end{` + name + "}")
}
