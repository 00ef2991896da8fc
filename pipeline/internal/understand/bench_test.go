package understand_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/understand"
)

// hostile are texts that provoke quadratic work in a careless pass: each takes
// a number of parts.
var hostile = []struct {
	name string
	part func(i int) string
}{
	{"report", func(i int) string {
		return fmt.Sprintf("%d. Hoofdstuk\n\nDe tekst van dit deel loopt door%d en eindigt hier. Nog een zin.\n\n  • een punt;\n\n  • nog een punt.\n\n", i+1, i%900+1)
	}},
	{"one long paragraph", func(i int) string { return fmt.Sprintf("deze regel gaat gewoon door met woord %d en\n", i) }},
	{"figures", func(i int) string { return fmt.Sprintf("woord%d, 12%d 3.4 5,6 woord.%d\n", i%999, i, i%999) }},
	{"bare numbers", func(i int) string { return fmt.Sprintf("%d\n\nTekst van een noot\n\n", i%999+1) }},
	{"notes that restart", func(i int) string { return "Een zin met een noot.1\n\n1 De noot daarbij.\n\n" }},
	{"cells", func(i int) string { return fmt.Sprintf("Naam\n\n%d\n\n%d\n\n%d\n\n", i, i+1, i+2) }},
	{"bullets", func(i int) string { return strings.Repeat(" ", i%40) + "- punt\n" }},
	{"running feet", func(i int) string { return fmt.Sprintf("Verslag van deel %d, bladzijde %d\n\f", i, i) }},
	{"equal lines", func(int) string { return "Dezelfde titel\n\n" }},
	{"furniture", func(int) string { return "© Iemand\n\n" }},
	{"labels", func(i int) string { return fmt.Sprintf("Artikel %d\n\n", i) }},
	{"dashes", func(int) string { return "-----|-----\n" }},
	{"spaces", func(int) string { return "                                        [\n" }},
	{"open brackets", func(int) string { return "(1) [1] (1 [1" }},
	{"entries that fall", func(i int) string { return fmt.Sprintf("Titel van een deel %d\n", 1799-i%1700) }},
	{"entries without leaders", func(i int) string { return "Titel van een deel 5\n" }},
	{"few figures", func(int) string { return "Naam\n\nNaam\n\nNaam\n\nNaam\n\n1\n\n" }},
	{"years on one line", func(i int) string { return fmt.Sprintf("in 2023%d en 2024.%d ", i%9+1, i%9+1) }},
	{"parentheses on one line", func(i int) string { return fmt.Sprintf("(%d)x(%d)", i%99, i%99) }},
	{"digits on one line", func(int) string { return "1234567890" }},
	{"spaces on one line", func(int) string { return "          x" }},
	{"brackets on one line", func(int) string { return "[[[[" }},
	{"open parentheses", func(int) string { return "((((" }},
	{"hyphens on one line", func(int) string { return "------x" }},
	{"open quotes", func(int) string { return "“'\"„ x " }},
	{"headings", func(i int) string { return fmt.Sprintf("%d. Titel van een hoofdstuk\n\n", i+1) }},
	{"rows", func(i int) string { return fmt.Sprintf("| a%d | %d |\n", i, i) }},
	{"one line of words", func(int) string { return "woord. Woord1 " }},
}

func hostileText(part func(int) string, size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(part(i))
	}
	return b.String()
}

// BenchmarkSample is the sample report.
func BenchmarkSample(b *testing.B) {
	data := []byte(golden.Read(b, "../../../source/beleidsverslag-2023.txt"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		log := &diag.Log{}
		doc, err := plaintext.Read("x.txt", data, log)
		if err != nil {
			b.Fatal(err)
		}
		understand.Run(b.Context(), doc, log)
	}
}

// BenchmarkRun shows the time per byte on texts of two sizes, which must be
// equal: MB/s of the larger at least that of the smaller, little apart.
func BenchmarkRun(b *testing.B) {
	for _, h := range hostile {
		for _, size := range []int{1 << 17, 1 << 20} {
			b.Run(fmt.Sprintf("%s/%dkB", h.name, size>>10), func(b *testing.B) {
				data := []byte(hostileText(h.part, size))
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					log := &diag.Log{}
					doc, err := plaintext.Read("x.txt", data, log)
					if err != nil {
						b.Fatal(err)
					}
					understand.Run(b.Context(), doc, log)
				}
			})
		}
	}
}
