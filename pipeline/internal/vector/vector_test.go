package vector

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func drawn(t *testing.T, body string) *Drawing {
	t.Helper()
	d, err := Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">` + body + `</svg>`))
	if err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return d
}

// cleaned is what a drawing's items are written as.
func cleaned(t *testing.T, body string) string {
	_, rest, _ := strings.Cut(string(drawn(t, body).SVG()), ">\n")
	return strings.TrimSuffix(rest, "\n</svg>\n")
}

// Each way to say a thing gives the shape that it stands for.
func TestReadShapes(t *testing.T) {
	for _, c := range [][2]string{
		{`<rect x="1" y="2" width="3" height="4"/>`, `<path d="M1 2L4 2L4 6L1 6Z" fill="#000000"/>`},
		{`<line x1="1" y1="2" x2="50%" y2="1in" stroke="red" stroke-width="2"/>`, `<path d="M1 2L50 96" fill="none" stroke="#ff0000" stroke-width="2" stroke-miterlimit="4" stroke-dashoffset="0"/>`},
		{`<polygon points="0,0 1-1.5.5 2"/>`, `<path d="M0 0L1 -1.5L0.5 2Z" fill="#000000"/>`},
		{`<path d="m1 1h2v2H1z"/>`, `<path d="M1 1L3 1L3 3L1 3Z" fill="#000000"/>`},
		{`<path d="M0 0 9 9 4 4" stroke="red"/>`, `<path d="M0 0L9 9L4 4" fill="none" stroke="#ff0000" stroke-width="1" stroke-miterlimit="4" stroke-dashoffset="0"/>`},
		{`<path d="M0 0 10 0 10 10zl1 1"/>`, `<path d="M0 0L10 0L10 10ZM0 0L1 1" fill="#000000"/>`},
		{`<path d="M0 0Q3 3 6 0T12 0"/>`, `<path d="M0 0C2 2 4 2 6 0C8 -2 10 -2 12 0" fill="#000000"/>`},
		{`<path d="M0 0c1 1 2 1 3 0s2-1 3 0"/>`, `<path d="M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0" fill="#000000"/>`},
		{`<path d="M0 0a5 5 0 0110 0"/>`, `<path d="M0 0C0 -2.7614 2.2386 -5 5 -5C7.7614 -5 10 -2.7614 10 0" fill="#000000"/>`},
		{`<circle r="10"/>`, `<path d="M10 0C10 5.5228 5.5228 10 0 10C-5.5228 10 -10 5.5228 -10 0C-10 -5.5228 -5.5228 -10 0 -10C5.5228 -10 10 -5.5228 10 0Z" fill="#000000"/>`},
		{`<g transform="translate(10,20) scale(2)"><rect width="1" height="1" fill="rgb(50%,0,255)"/></g>`, `<path transform="matrix(2 0 0 2 10 20)" d="M0 0L1 0L1 1L0 1Z" fill="#8000ff"/>`},
		{`<style>.a{fill:#0f0} #b{fill:blue} rect{fill:red}</style><rect class="a" width="1" height="1"/><rect class="a" id="b" width="1" height="1" style="opacity:.5"/>`,
			`<path d="M0 0L1 0L1 1L0 1Z" fill="#00ff00"/>` + "\n" + `<path d="M0 0L1 0L1 1L0 1Z" fill="#0000ff" fill-opacity="0.5"/>`},
		{`<defs><rect id="r" width="1" height="1"/></defs><use href="#r" x="5" fill="hsl(120,100%,25%)"/>`, `<path transform="matrix(1 0 0 1 5 0)" d="M0 0L1 0L1 1L0 1Z" fill="#008000"/>`},
		{`<symbol id="s" viewBox="0 0 10 10"><rect width="5" height="5"/></symbol><use href="#s" width="20" height="40"/>`,
			`<clipPath id="c1"><path d="M0 0L20 0L20 40L0 40Z"/></clipPath>` + "\n" + `<g clip-path="url(#c1)">` + "\n" + `<path transform="matrix(2 0 0 2 0 10)" d="M0 0L5 0L5 5L0 5Z" fill="#000000"/>` + "\n</g>"},
		{`<clipPath id="k"><rect width="9" height="9"/></clipPath><rect clip-path="url(#k)" transform="scale(3)" width="4" height="4"/>`,
			`<clipPath id="c1"><path d="M0 0L27 0L27 27L0 27Z"/></clipPath>` + "\n" + `<g clip-path="url(#c1)">` + "\n" + `<path transform="matrix(3 0 0 3 0 0)" d="M0 0L4 0L4 4L0 4Z" fill="#000000"/>` + "\n</g>"},
		{`<text x="5" y="9" font-size="8" text-anchor="middle">A  b <tspan font-weight="bold" dy="2">c</tspan> </text>`,
			`<text x="5" y="9" text-anchor="middle" xml:space="preserve"><tspan font-size="8" font-weight="400" fill="#000000">A b </tspan><tspan dy="2" font-size="8" font-weight="700" fill="#000000">c</tspan></text>`},
		{`<g letter-spacing=".5em"><text font-size="8">A<tspan letter-spacing="normal">b</tspan></text></g>`,
			`<text x="0" y="0" xml:space="preserve"><tspan font-size="8" letter-spacing="8" font-weight="400" fill="#000000">A</tspan><tspan font-size="8" font-weight="400" fill="#000000">b</tspan></text>`},
		{`<switch><foreignObject requiredExtensions="x"><p xmlns="http://www.w3.org/1999/xhtml">rich</p></foreignObject><text style="font:italic 12px/1 'A B', serif">plain</text></switch>`,
			`<text x="0" y="0" xml:space="preserve"><tspan font-size="12" font-family="&#39;A B&#39;, serif" font-weight="400" font-style="italic" fill="#000000">plain</tspan></text>`},
	} {
		d := drawn(t, c[0])
		if got := cleaned(t, c[0]); got != c[1] || len(d.Lost) > 0 {
			t.Errorf("%s\n got %s\nwant %s\nlost %v", c[0], got, c[1], d.Lost)
		}
	}
}

// What is shown in a file and not in the drawing is named.
func TestReadLosses(t *testing.T) {
	const box = `<rect width="1" height="1"/>`
	for body, want := range map[string]string{
		box: "",
		box + `<image href="a.png" width="9" height="9"/>`:                        lostRaster,
		box + `<foreignObject><p>words</p></foreignObject>`:                       lostForeign,
		box + `<script>alert(1)</script>`:                                         lostScripts,
		`<rect width="1" height="1"><animate attributeName="x"/></rect>`:          lostMove,
		`<rect width="1" height="1" filter="url(#f)"/>`:                           lostEffect,
		box + `<use href="other.svg#a"/>`:                                         lostOutside,
		box + `<use href="#nowhere"/>`:                                            lostOutside,
		`<g id="a">` + box + `<use href="#a"/></g>`:                               lostSelf,
		box + `<path d="M0 0L1 1 x"/>`:                                            lostFault,
		box + `<path d="M0 0L1e308 1"/>`:                                          lostFault,
		`<path d="M0 0L1 1" stroke="red" marker-end="url(#m)"/>`:                  lostMarkers,
		`<style>g > rect {fill:red}</style>` + box:                                lostRules,
		box + `<text textLength="90" lengthAdjust="spacing">wide</text>`:          lostLength,
		box + `<text><tspan textLength="90">wide</tspan></text>`:                  lostLength,
		box + `<text><textPath href="#p">around</textPath></text>`:                lostAlongPath,
		`<rect width="1" height="1" clip-path="url(#nowhere)"/>`:                  lostClip,
		`<pattern id="p"/>` + box + `<rect width="1" height="1" fill="url(#p)"/>`: lostPattern,
		`<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><rect width="1" height="1" fill="url(#g)"/>`: lostGradient,
	} {
		if got := strings.Join(drawn(t, body).Lost, "; "); got != want {
			t.Errorf("%s: lost %q, want %q", body, got, want)
		}
	}
	if got := cleaned(t, `<linearGradient id="g"><stop stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient><rect width="1" height="1" fill="url(#g)"/>`); !strings.Contains(got, `"#800080"`) {
		t.Errorf("the mean of red and blue is %s", got)
	}
}

// A drawing has the size that it states, or that its view box has.
func TestReadSize(t *testing.T) {
	for attrs, want := range map[string]string{
		``:                                 "300×150",
		`viewBox="0 0 40 20"`:              "40×20",
		`viewBox="0 0 40 20" width="100%"`: "40×20",
		`viewBox="0 0 40 20" width="1in"`:  "96×48",
		`viewBox="0 0 40 20" style="height: 10px;"`: "20×10",
		`width="0" height="5"`:                      "error",
		`width="1e9" height="5"`:                    "error",
	} {
		d, err := Read([]byte(`<svg ` + attrs + `><rect width="1" height="1"/></svg>`))
		got := "error"
		if err == nil {
			got = fmt.Sprintf("%v×%v", d.Width, d.Height)
		}
		if got != want {
			t.Errorf("%s: %s (%v), want %s", attrs, got, err, want)
		}
	}
}

// Files made to take all memory or time are refused, or drawn within bounds.
func TestReadHostile(t *testing.T) {
	laughs := `<g id="l0"><rect width="1" height="1"/></g>`
	for i := range 30 {
		laughs += fmt.Sprintf(`<g id="l%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#l%d"/>`, i), 10))
	}
	long := `<path id="p" d="M0 0` + strings.Repeat("h1", 500_000) + `"/>`
	clip := `<clipPath id="k"><path d="M0 0` + strings.Repeat("h1", 100_000) + `"/></clipPath>`
	for name, c := range map[string]struct {
		body string
		want error
	}{
		"laughs":   {laughs, errMuch},
		"deep":     {strings.Repeat("<g>", 100_000), errDeep},
		"many":     {strings.Repeat("<g/>", 400_000), errMuch},
		"large":    {strings.Repeat(" ", 50<<20), errLarge},
		"reused":   {long + strings.Repeat(`<use href="#p"/>`, 1000), errMuch},
		"clips":    {clip + `<g clip-path="url(#k)">` + strings.Repeat(`<rect width="1" height="1"/>`, 10_000) + `</g>`, errMuch},
		"turns":    {`<g id="t" transform="` + strings.Repeat("scale(1)", 50_000) + `"><rect width="1" height="1"/></g>` + strings.Repeat(`<use href="#t"/>`, 10_000), errMuch},
		"boxes":    {`<symbol id="t" viewBox="` + strings.Repeat("1 ", 500_000) + `"><rect width="1" height="1"/></symbol>` + strings.Repeat(`<use href="#t"/>`, 10_000), errMuch},
		"no stops": {`<linearGradient id="g">` + strings.Repeat("<a/>", 90_000) + `</linearGradient>` + strings.Repeat(`<rect fill="url(#g)" width="1" height="1"/>`, 20_000), errMuch},
		"no clip":  {`<clipPath id="k">` + strings.Repeat("<a/>", 90_000) + `</clipPath>` + strings.Repeat(`<g transform="translate(1)"><rect clip-path="url(#k)" width="1" height="1"/>`, 150), errMuch},
		"comments": {`<style>` + strings.Repeat("/**/", 1_000_000) + `</style><rect width="1" height="1"/>`, nil},
		"cycle":    {`<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>`, errNone},
		"own clip": {`<clipPath id="k" clip-path="url(#k)"><rect width="1" height="1"/></clipPath><rect clip-path="url(#k)" width="1" height="1"/>`, nil},
		"gradient": {`<linearGradient id="g" href="#g"/><rect fill="url(#g)" width="1" height="1"/><rect width="1" height="1"/>`, nil},
		"no shape": {``, errNone},
		"cut off":  {`<rect width="1" height="1"/><rect `, errXML},
	} {
		_, err := Read([]byte(`<svg>` + c.body + `</svg>`))
		if name == "cut off" {
			_, err = Read([]byte(`<svg>` + c.body))
		}
		if err != c.want {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	bomb := `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg><text>&b;</text></svg>`
	if d, err := Read([]byte(bomb)); err != nil || d.Items[0].Text.Runs[0].Words != "&b;" {
		t.Errorf("an entity was filled in: %v, %v", d, err)
	}
	if _, err := Read([]byte(`<?xml version="1.0" encoding="utf-16"?><svg/>`)); err != errCode {
		t.Errorf("another encoding: %v", err)
	}
}

// What is written is read back the same, and holds no more.
func TestWriteAndRead(t *testing.T) {
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatal("no drawings", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkTwice(t, name, data)
	}
}

func checkTwice(t *testing.T, name string, data []byte) {
	d, err := Read(data)
	if err != nil {
		return
	}
	once := d.SVG()
	again, err := Read(once)
	if err != nil {
		t.Fatalf("%s: cannot be read back: %v\n%s", name, err, once)
	}
	if twice := again.SVG(); !bytes.Equal(once, twice) || len(again.Lost) > 0 {
		t.Errorf("%s: read back with %v as\n%s\nfrom\n%s", name, again.Lost, twice, once)
	}
	for _, bad := range []string{"<script", "href", "onclick", "<style", "<!"} {
		if slices.Contains([]bool{bytes.Contains(once, []byte(bad))}, true) {
			t.Errorf("%s: %s was kept", name, bad)
		}
	}
}

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"<svg/>": true, "\ufeff<?xml version='1.0'?>\n<!-- made by hand --><svg>": true, " \n<svg ": true, "hello <svg>": false, "": false, "<html><p>": false,
	} {
		if Is([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`<svg width="9" height="9"><path d="M0 0a1 2 3 0 1 4 5z" stroke="red" stroke-dasharray="1 2"/></svg>`))
	f.Add([]byte(`<svg viewBox="0 0 9 9"><style>.a{fill:url(#g) red}</style><text x="1 2" dy="1em">ab<tspan>c</tspan></text><use href="#x"/></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err != nil {
			return
		}
		for _, it := range d.Items {
			if !sane(it.Matrix[:]...) || !sane(it.Path.Points...) {
				t.Fatalf("a number beyond bounds: %v", it)
			}
		}
		d.SVG()
	})
}
