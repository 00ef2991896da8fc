package plaintext

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	chars "octavo/pipeline/internal/text"
)

// show prints lines one a row: number, column, indent, blank lines above, page
// start, text.
func show(doc *ast.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		l := block.(*ast.Line)
		fmt.Fprintf(&b, "%d:%d indent=%q blank=%d page=%v %q\n", l.Src.Line, l.Src.Col, l.Indent, l.Blank, l.PageStart, l.Text)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain": {"a\nb", `1:1 indent="" blank=0 page=false "a"
2:1 indent="" blank=0 page=false "b"
`},
		"indent and trailing space": {"  \ta b \n", `1:4 indent="  \t" blank=0 page=false "a b "
`},
		"blank lines are counted": {"a\n\n \nb\n", `1:1 indent="" blank=0 page=false "a"
4:1 indent="" blank=2 page=false "b"
`},
		"form feed before text": {"a\n\fb\n", `1:1 indent="" blank=0 page=false "a"
2:2 indent="" blank=1 page=true "b"
`},
		"form feed inside a line": {"a\fb", `1:1 indent="" blank=0 page=false "a"
1:3 indent="" blank=0 page=true "b"
`},
		"CRLF, CR and line separator": {"a\r\nb\rc\u2028d", `1:1 indent="" blank=0 page=false "a"
2:1 indent="" blank=0 page=false "b"
3:1 indent="" blank=0 page=false "c"
4:1 indent="" blank=0 page=false "d"
`},
		"the space of Word for the Mac": {"a\t\r \u00a0b\t\nc", `1:1 indent="" blank=0 page=false "a b\t"
2:1 indent="" blank=0 page=false "c"
`},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Read("x.txt", []byte(c.in), &diag.Log{})
			if err != nil {
				t.Fatal(err)
			}
			if got := show(doc); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

const dutch = "Één café kost € 3,50.\r\nDe regel – met streep – gaat door.\r\n"

func TestEncodings(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"UTF-8":                   {[]byte(dutch), ""},
		"UTF-8 with mark":         {append([]byte{0xEF, 0xBB, 0xBF}, dutch...), "UTF-8"},
		"UTF-16LE with mark":      {utf16Bytes(binary.LittleEndian, "\uFEFF"+dutch), "UTF-16LE"},
		"UTF-16BE with mark":      {utf16Bytes(binary.BigEndian, "\uFEFF"+dutch), "UTF-16BE"},
		"UTF-16LE without a mark": {utf16Bytes(binary.LittleEndian, dutch), "UTF-16"},
		"UTF-16BE without a mark": {utf16Bytes(binary.BigEndian, dutch), "UTF-16"},
		"Windows-1252":            {oneByte(t, charmap.Windows1252, dutch), "Windows-1252"},
	} {
		t.Run(name, func(t *testing.T) {
			log := &diag.Log{}
			doc, err := Read("x.txt", c.data, log)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.TrimSpace(strings.ReplaceAll(dutch, "\r", "")), "\n")
			for i, b := range doc.Blocks {
				if got := b.(*ast.Line).Text; got != want[i] {
					t.Errorf("line %d is %q, want %q", i+1, got, want[i])
				}
			}
			said := log.All()
			if c.says == "" && len(said) != 0 || c.says != "" && (len(said) != 1 || said[0].Code != encoding.CodeEncoding || !strings.Contains(said[0].Message, c.says)) {
				t.Errorf("said %v, want %q", said, c.says)
			}
		})
	}
}

func utf16Bytes(order binary.AppendByteOrder, s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// oneByte gives s in an encoding of one byte a letter.
func oneByte(t *testing.T, m *charmap.Charmap, s string) []byte {
	t.Helper()
	out, err := m.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// euro is a text that ISO-8859-15 can hold.
const euro = "Één café kost € 3,50 in Œuvry.\r\n"

func TestEuroSignTellsISO885915(t *testing.T) {
	log := &diag.Log{}
	doc, err := Read("x.txt", oneByte(t, charmap.ISO8859_15, euro), log)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Blocks[0].(*ast.Line).Text; got != strings.TrimSpace(euro) {
		t.Errorf("read %q", got)
	}
	if said := log.All(); len(said) != 1 || !strings.Contains(said[0].Message, "ISO-8859-15") {
		t.Errorf("said %v", said)
	}
}

func TestLettersThatWereDecodedTwiceAreReportedAndLeft(t *testing.T) {
	log := &diag.Log{}
	doc, err := Read("x.txt", []byte("goed\nEen cafÃ© en â€œdatâ€\x9d.\n"), log)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Blocks[1].(*ast.Line).Text; !strings.HasPrefix(got, "Een cafÃ© en â€œ") {
		t.Errorf("line 2 is %q", got)
	}
	all := log.All()
	if log.Count(func(d diag.Diagnostic) bool {
		return d.Code == encoding.CodeMojibake && d.Pos.Line == 2 && d.Pos.Col == 8
	}) != 1 {
		t.Errorf("said %v", all)
	}
}

// TestOddFiles: what disturbs a text does not keep it from being read.
func TestOddFiles(t *testing.T) {
	for name, data := range map[string][]byte{
		"one NUL in a long text":   []byte("een\x00twee " + strings.Repeat("woord ", 50)),
		"a very long line":         []byte(strings.Repeat("woord ", 200_000)),
		"carriage returns only":    []byte("een\rtwee\rdrie"),
		"next line (U+0085)":       []byte("een\u0085twee"),
		"letters after 64 KB":      append([]byte(strings.Repeat("woord ", 20_000)), 0xE9, ' ', 0xE8),
		"UTF-16LE and half a pair": append(utf16Bytes(binary.LittleEndian, dutch), 'x'),
	} {
		log := &diag.Log{}
		doc, err := Read("x.txt", data, log)
		if err != nil || len(doc.Blocks) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if bad := log.Count(func(d diag.Diagnostic) bool { return d.Code == encoding.CodeInvalid }); bad > 0 && !strings.Contains(name, "half") {
			t.Errorf("%s: %v", name, log.All())
		}
	}
}

func TestInvalidBytesAreReportedPerLine(t *testing.T) {
	log := &diag.Log{}
	doc, err := Read("x.txt", []byte("één\ngo\xffed \xfe\nweer één en ook twee\nx\xc3"), log)
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Blocks[1].(*ast.Line).Text; got != "go\uFFFDed \uFFFD" {
		t.Errorf("line 2 is %q", got)
	}
	var lines []int
	for _, d := range log.All() {
		if d.Code == encoding.CodeInvalid && d.Doubtful() {
			lines = append(lines, d.Pos.Line)
		}
	}
	if fmt.Sprint(lines) != "[2 4]" {
		t.Errorf("reported lines %v, want [2 4]", lines)
	}
}

func TestRefused(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"empty":       {"", "x.txt: the file is empty; give a file that holds text"},
		"blank":       {" \r\n\f\n", "x.txt: the file is empty; give a file that holds text"},
		"PDF":         {"%PDF-1.7 text text", "x.txt: this is a PDF file, which is not read; use the Word, HTML or text file that it was made from; where there is none, take its text out with pdftotext -layout and build from that"},
		"binary data": {"a\x00\x01\x02b\x00\x03\x04", "x.txt: this is binary data, not text; export it as plain text, Markdown or HTML first"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read("x.txt", []byte(c.in), &diag.Log{})
			if err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// FuzzRead holds the reader to law 1: the lines hold every visible character of
// the text, in order.
func FuzzRead(f *testing.F) {
	for _, s := range []string{dutch, "a\fb\r\n\n  c\u2028d", "\xff\xfea\x00", "go\xffed\n", "\ufeffx"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read("x.txt", data, &diag.Log{})
		if err != nil {
			return
		}
		var got strings.Builder
		for _, b := range doc.Blocks {
			l := b.(*ast.Line)
			if strings.TrimSpace(l.Text) == "" || l.Blank < 0 || l.Src.Line < 1 {
				t.Fatalf("bad line %+v", l)
			}
			got.WriteString(l.Text)
		}
		if want := chars.WithoutSpace(encoding.Recognise(data).Decode(data)); chars.WithoutSpace(got.String()) != want {
			t.Errorf("kept %q of %q", chars.WithoutSpace(got.String()), want)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := []byte(strings.Repeat(dutch, 10000))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read("x.txt", data, &diag.Log{}); err != nil {
			b.Fatal(err)
		}
	}
}
