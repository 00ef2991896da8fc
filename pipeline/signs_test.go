package pipeline

import (
	"slices"
	"strings"
	"testing"
)

// commonSigns are signs that papers have and faces of text lack: arrows, ballot
// boxes, mathematics, numbers in circles, bullets of office programs; and the
// letters of Greek and Cyrillic.
const commonSigns = "↩⋯‧☒☐☑ℂℝℕ←↑→↓↔⇒⇐⇔■□▪▫●○◆◇▲△▶►▼▽◄★☆✓✔✗✘☎✉♀♂♠♣♥♦⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉½¼¾⅓⅔①②③⑩❶❷➔➜➢➤❖•‣◦▸∙⋅≈≠≡≤≥∈∉∑∏∫√∞∂∇∀∃∅⊂⊆∪∩⌊⌋⟨⟩⚠☞➡⬅✅❌⚖⚙ΑΩαβγδεως АБВГДЯабвгдяЁёЂђІіЇїҐґ"

// None of them costs a PDF its claims or an EPUB its letters: each is in a face
// that travels with the program and that both hold.
func TestCommonSignsKeepTheClaims(t *testing.T) {
	signs := strings.Join(strings.Split(commonSigns, ""), " ")
	job := Job{Name: "x", Source: "x.md", Time: runTime, Editions: []string{"pdf", "epub"},
		Parts: []Part{{Name: "x.md", Data: []byte("---\ntitle: Tekens\nlang: nl\n---\n\n# Een\n\n" + signs + "\n")}}}
	var sink MemSink
	result, err := Convert(t.Context(), job, &sink)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(result.Files[0].Claims, []string{"PDF/UA-1", "PDF/A-2a"}) {
		t.Errorf("the PDF claims %v", result.Files[0].Claims)
	}
	for _, f := range result.Findings {
		if strings.HasPrefix(f.Code, "glyph-") {
			t.Errorf("%s", f.Message)
		}
	}
	epub := string(sink.Files()["x.epub"])
	for _, face := range []string{"NotoSansMath", "NotoSansSymbols", "NotoSansSymbols2"} {
		if !strings.Contains(epub, face+"-Regular.ttf") {
			t.Errorf("the EPUB does not hold %s", face)
		}
	}
}

// A document without such signs carries none of these faces.
func TestPlainTextCarriesNoSymbols(t *testing.T) {
	job := Job{Name: "x", Source: "x.md", Time: runTime, Editions: []string{"epub"},
		Parts: []Part{{Name: "x.md", Data: []byte("---\ntitle: Tekst\nlang: nl\n---\n\n# Een\n\nGewone tekst – met “tekens” en een é.\n")}}}
	var sink MemSink
	if _, err := Convert(t.Context(), job, &sink); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(sink.Files()["x.epub"]), "Noto") {
		t.Error("the EPUB holds faces of symbols that nothing needs")
	}
}
