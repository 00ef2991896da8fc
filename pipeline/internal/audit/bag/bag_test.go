package bag

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"octavo/pipeline/internal/diag"
)

// sealed makes a bag of a payload, as who tampers with one and knows its form would
// do again.
func sealed(payload map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	size := 0
	for name, text := range payload {
		out[name] = &fstest.MapFile{Data: []byte(text)}
		size += len(text)
	}
	out[declaration] = &fstest.MapFile{Data: []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")}
	out[infoFile] = &fstest.MapFile{Data: fmt.Appendf(nil, "Bagging-Date: 2025-05-21\nPayload-Oxum: %d.%d\nSource-Organization: Ministerie\n  van Justitie\n", size, len(payload))}
	list(out, "manifest", func(n string) bool { return strings.HasPrefix(n, "data/") })
	list(out, "tagmanifest", func(n string) bool { return !strings.HasPrefix(n, "data/") && !strings.HasPrefix(n, "tag") })
	return out
}

func list(out fstest.MapFS, kind string, of func(string) bool) {
	var short, long strings.Builder
	for _, name := range sortedNames(out) {
		if of(name) {
			a, b := sha256.Sum256(out[name].Data), sha512.Sum512(out[name].Data)
			fmt.Fprintf(&short, "%s  %s\n", hex.EncodeToString(a[:]), strings.ReplaceAll(name, "%", "%25"))
			fmt.Fprintf(&long, "%s  %s\n", hex.EncodeToString(b[:]), strings.ReplaceAll(name, "%", "%25"))
		}
	}
	out[kind+"-sha256.txt"] = &fstest.MapFile{Data: []byte(short.String())}
	out[kind+"-sha512.txt"] = &fstest.MapFile{Data: []byte(long.String())}
}

func sortedNames(files fstest.MapFS) []string {
	var names []string
	for n := range files {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

func sample() fstest.MapFS {
	return sealed(map[string]string{"data/r/r.txt": "Tekst.", "data/r/100% zeker.md": "# Tekst"})
}

func problems(t *testing.T, files fs.FS) []string {
	t.Helper()
	f, err := Folder("r-archive", files)
	if err != nil {
		return []string{err.Error()}
	}
	log := &diag.Log{}
	Check(f, log)
	var out []string
	for _, d := range log.All() {
		if d.Hint == "" || d.Severity != diag.Error {
			t.Errorf("%s: no remedy, or no error: %+v", d.Code, d)
		}
		out = append(out, fmt.Sprintf("%s %s: %s", d.Code, d.Pos, d.Message))
	}
	return out
}

func TestSoundBag(t *testing.T) {
	if got := problems(t, sample()); got != nil {
		t.Error(got)
	}
}

func TestTamperedBagsAreFound(t *testing.T) {
	put := func(name, text string) func(fstest.MapFS) {
		return func(f fstest.MapFS) { f[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	edit := func(name, old, with string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			text := strings.Replace(string(f[name].Data), old, with, 1)
			if text == string(f[name].Data) {
				panic("nothing to change in " + name)
			}
			f[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	remove := func(name string) func(fstest.MapFS) { return func(f fstest.MapFS) { delete(f, name) } }
	for _, c := range []struct {
		name   string
		tamper func(fstest.MapFS)
		want   string
	}{
		{"a changed byte", put("data/r/r.txt", "Tekst!"), "package-file-changed data/r/r.txt: the file is not what it was: by manifest-sha512.txt"},
		{"a missing file", remove("data/r/r.txt"), "package-file-missing data/r/r.txt"},
		{"an extra file", put("data/r/x.txt", "x"), "package-file-extra data/r/x.txt"},
		{"an extra file at the root", put("leesmij.txt", "x"), "package-file-extra leesmij.txt"},
		{"an extra folder at the root", put("extra/x.txt", "x"), "package-file-extra extra/x.txt"},
		{"files to fetch", put("fetch.txt", "https://example.org 1 data/x\n"), "package-file-extra fetch.txt"},
		{"an extra file at the root that tag manifests list", func(f fstest.MapFS) {
			put("leesmij.txt", "x")(f)
			list(f, "tagmanifest", func(n string) bool { return !strings.HasPrefix(n, "data/") && !strings.HasPrefix(n, "tag") })
		}, "package-file-extra leesmij.txt"},
		{"no tag manifest", remove("tagmanifest-sha256.txt"), "package-tag-manifest tagmanifest-sha256.txt: the tag manifest is missing"},
		{"no tag manifests", func(f fstest.MapFS) { delete(f, "tagmanifest-sha256.txt"); delete(f, "tagmanifest-sha512.txt") }, "package-tag-manifest tagmanifest-sha512.txt"},
		{"a tag file that is not listed", edit("tagmanifest-sha512.txt", "bag-info.txt", "bagit.txt"), "does not list bag-info.txt"},
		{"a changed tag file", edit("bag-info.txt", "Justitie", "Financiën"), "package-file-changed bag-info.txt"},
		{"no manifest", remove("manifest-sha512.txt"), "package-manifest manifest-sha512.txt: the manifest is missing"},
		{"a manifest of its own", put("manifest-md5.txt", ""), "package-file-extra manifest-md5.txt"},
		{"a line that is none", put("manifest-sha256.txt", "abc  data/r/r.txt\n"), "package-manifest manifest-sha256.txt:1"},
		{"a file listed twice", func(f fstest.MapFS) {
			f["manifest-sha256.txt"].Data = append(f["manifest-sha256.txt"].Data, f["manifest-sha256.txt"].Data...)
		}, "listed twice"},
		{"a line that leads out", edit("manifest-sha256.txt", "data/r/r.txt", "data/../../r.txt"), "leads out of the package"},
		{"a line of no payload", edit("manifest-sha256.txt", "data/r/r.txt", "bagit.txt"), "does not lie in data/"},
		{"a wrong sum of bytes", edit("bag-info.txt", "Payload-Oxum: 13.2", "Payload-Oxum: 14.2"), "Payload-Oxum is 14.2 (bytes, full stop, files) and the payload 13.2"},
		{"a wrong count", edit("bag-info.txt", "Payload-Oxum: 13.2", "Payload-Oxum: 13.3"), "Payload-Oxum is 13.3"},
		{"two sums of bytes", edit("bag-info.txt", "Payload-Oxum:", "Payload-Oxum: 13.2\nPayload-Oxum:"), "stands there 2 times"},
		{"no date", edit("bag-info.txt", "Bagging-Date: 2025-05-21", "Bagging-Date: in mei"), "which is no date"},
		{"a line that is no field", edit("bag-info.txt", "Bagging-Date:", "Bagging-Date"), "package-bag-info bag-info.txt:1: the line is no field"},
		{"no bag-info", remove("bag-info.txt"), "package-bag-info bag-info.txt"},
		{"no bag", remove("bagit.txt"), "package-no-bag bagit.txt"},
		{"a bag of another version", edit("bagit.txt", "1.0", "0.93"), "package-no-bag bagit.txt:1"},
		{"a link", func(f fstest.MapFS) { f["data/r/l"] = &fstest.MapFile{Mode: fs.ModeSymlink} }, "it is no plain file"},
	} {
		files := sample()
		c.tamper(files)
		if got := problems(t, files); !slices.ContainsFunc(got, func(p string) bool { return strings.Contains(p, c.want) }) {
			t.Errorf("%s: no %q in %q", c.name, c.want, got)
		}
	}
}

func TestBagInfo(t *testing.T) {
	f, err := Folder("r", sample())
	if err != nil {
		t.Fatal(err)
	}
	b := Check(f, nil)
	if got := b.Get("source-organization"); got != "Ministerie van Justitie" {
		t.Errorf("%q", got)
	}
	if sum := sha256.Sum256([]byte("Tekst.")); b.SHA256("data/r/r.txt") != hex.EncodeToString(sum[:]) {
		t.Error(b.SHA256("data/r/r.txt"))
	}
	if _, err := b.Read("data/r/r.txt", 2); err == nil || !strings.Contains(err.Error(), "more than the 2") {
		t.Error(err)
	}
}

// packed makes a zip file, an entry a header.
func packed(t *testing.T, entries ...zip.FileHeader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		text := e.Comment
		e.Comment = ""
		w, err := z.CreateHeader(&e)
		if err == nil && text != "" {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// entry is a header whose comment is the text to pack.
func entry(name, text string) zip.FileHeader {
	return zip.FileHeader{Name: name, Method: zip.Deflate, Comment: text}
}

func TestZippedBag(t *testing.T) {
	for _, top := range []string{"r-archive/", ""} {
		var entries []zip.FileHeader
		files := sample()
		for _, name := range sortedNames(files) {
			entries = append(entries, entry(top+name, string(files[name].Data)))
		}
		data := packed(t, entries...)
		f, err := Zip("r-archive.zip", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		log := &diag.Log{}
		if b := Check(f, log); b == nil || log.HasErrors() {
			t.Errorf("%q: %v", top, log.All())
		}
	}
}

func TestHarmfulZipsAreRefused(t *testing.T) {
	link := entry("r/l", "/etc/passwd")
	link.SetMode(fs.ModeSymlink | 0o777)
	secret := entry("r/s", "x")
	secret.Flags = 1
	zeros := strings.Repeat("\x00", ratioFrom+1)
	for _, c := range []struct {
		name, want string
		entries    []zip.FileHeader
	}{
		{"a way up", "leads out of the package", []zip.FileHeader{entry("r/../../x", "x")}},
		{"a way up at once", "leads out of the package", []zip.FileHeader{entry("../x", "x")}},
		{"a root", "at the root of a disk", []zip.FileHeader{entry("/etc/x", "x")}},
		{"a drive", "at the root of a disk", []zip.FileHeader{entry("C:x", "x")}},
		{"backslashes", "a backslash", []zip.FileHeader{entry(`r\..\x`, "x")}},
		{"empty steps", "empty steps", []zip.FileHeader{entry("r//x", "x")}},
		{"no name", "its name is empty", []zip.FileHeader{entry("", "x")}},
		{"a link", "it is a link", []zip.FileHeader{link}},
		{"the same twice", "two files of this name", []zip.FileHeader{entry("r/x", "a"), entry("r/x", "b")}},
		{"the same but for case", "two files of this name", []zip.FileHeader{entry("r/x", "a"), entry("r/X", "b")}},
		{"a file as folder", "a folder and a file at once", []zip.FileHeader{entry("r/x", "a"), entry("r/x/y", "b")}},
		{"a password", "encrypted", []zip.FileHeader{secret}},
		{"a bomb", "unpacks to more than 300 times", []zip.FileHeader{entry("r/x", zeros)}},
	} {
		data := packed(t, c.entries...)
		_, err := Zip("p.zip", bytes.NewReader(data), int64(len(data)))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "p.zip") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A zip file whose directory names one piece of data many times is small and unpacks
// to more than there is; so does one whose directory says less than is packed.
func TestLyingDirectoriesAreRefused(t *testing.T) {
	text := strings.Repeat("tekst ", 1000)
	data := packed(t, entry("r/a", text), entry("r/b", text))
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	big := slices.Clone(data)
	copy(big[at+20:], []byte{0xff, 0xff, 0xff, 0x0f}) // the packed size
	if _, err := Zip("p.zip", bytes.NewReader(big), int64(len(big))); err == nil || !strings.Contains(err.Error(), "over each other") {
		t.Error(err)
	}
	less := slices.Clone(data)
	copy(less[at+24:], []byte{1, 0, 0, 0}) // the size
	f, err := Zip("p.zip", bytes.NewReader(less), int64(len(less)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read("r/b", 100); err == nil {
		t.Error("a file of more bytes than announced is read")
	}
	if _, err := Zip("p.zip", bytes.NewReader([]byte("PK")), 2); err == nil {
		t.Error("what is no zip file is opened")
	}
}
