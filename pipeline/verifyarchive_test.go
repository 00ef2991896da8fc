package pipeline

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"octavo/pipeline/internal/desk"
)

// parcel is a built package on its way to be tampered with: the files of its folder,
// and its delivery note.
type parcel struct {
	name  string
	files fstest.MapFS
	note  []byte
	zip   []byte
}

func builtPackage(t *testing.T, job Job) *parcel {
	t.Helper()
	job.Editions = []string{"archive"}
	made, _ := filesOf(t, job)
	p := &parcel{name: job.Name, files: fstest.MapFS{}, note: made[job.Name+"-pakbon.xml"], zip: made[job.Name+"-archive.zip"]}
	for name, data := range made {
		if inner, ok := strings.CutPrefix(name, job.Name+"-archive/"); ok {
			p.files[inner] = &fstest.MapFile{Data: data}
		}
	}
	return p
}

// copy is the same to be changed.
func (p *parcel) copy() *parcel {
	out := *p
	out.files = maps.Clone(p.files)
	return &out
}

func (p *parcel) path(suffix string) string { return "data/" + p.name + "/" + p.name + suffix }

func (p *parcel) put(name string, data []byte) { p.files[name] = &fstest.MapFile{Data: data} }

// edit replaces the first piece of a file; it has to be there.
func (p *parcel) edit(t *testing.T, name, old, with string) {
	t.Helper()
	data := p.files[name].Data
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s holds no %q", name, old)
	}
	p.put(name, bytes.Replace(data, []byte(old), []byte(with), 1))
}

// remake changes a file of the payload and, as one would who knows the rules, all that
// speaks of it: sidecar, PREMIS, manifests, the delivery note's sum of bytes.
func (p *parcel) remake(name string, data []byte) {
	old := p.files[name].Data
	p.put(name, data)
	base := name[strings.LastIndex(name, "/")+1:]
	for _, other := range slices.Sorted(maps.Keys(p.files)) {
		before := p.files[other].Data
		if other == name || !strings.HasSuffix(other, ".xml") || !bytes.Contains(before, []byte(sumOf(old))) {
			continue
		}
		text := strings.ReplaceAll(string(before), sumOf(old), sumOf(data))
		text = sized(text, base, len(old), len(data))
		if strings.HasSuffix(other, ".MDTO.xml") {
			p.put(other, []byte(text))
		} else {
			p.remake(other, []byte(text))
		}
	}
	p.note = []byte(moreBytes(string(p.note), len(data)-len(old)))
	p.seal()
}

// sized gives the size of the file in its sidecar or in PREMIS anew.
func sized(text, base string, old, size int) string {
	text = strings.Replace(text, fmt.Sprintf("<omvang>%d<", old), fmt.Sprintf("<omvang>%d<", size), 1)
	at := strings.Index(text, "<objectIdentifierValue>"+base+"<")
	if at < 0 {
		return text
	}
	return text[:at] + strings.Replace(text[at:], fmt.Sprintf("<size>%d<", old), fmt.Sprintf("<size>%d<", size), 1)
}

var noteBytes = regexp.MustCompile(`<omvangBestandenOngelijkAanMDTO>(\d+)<`)

func moreBytes(note string, by int) string {
	return noteBytes.ReplaceAllStringFunc(note, func(m string) string {
		n, _ := strconv.Atoi(noteBytes.FindStringSubmatch(m)[1])
		return fmt.Sprintf("<omvangBestandenOngelijkAanMDTO>%d<", n+by)
	})
}

func sumOf(data []byte) string { sum := sha256.Sum256(data); return hex.EncodeToString(sum[:]) }

var oxum = regexp.MustCompile(`Payload-Oxum: .*`)

// seal makes bag-info's count and all manifests anew.
func (p *parcel) seal() {
	size, n := 0, 0
	for name, f := range p.files {
		if strings.HasPrefix(name, "data/") {
			size, n = size+len(f.Data), n+1
		}
	}
	p.put("bag-info.txt", oxum.ReplaceAll(p.files["bag-info.txt"].Data, fmt.Appendf(nil, "Payload-Oxum: %d.%d", size, n)))
	p.list("manifest", func(n string) bool { return strings.HasPrefix(n, "data/") })
	p.list("tagmanifest", func(n string) bool { return !strings.HasPrefix(n, "data/") && !strings.HasPrefix(n, "tag") })
}

func (p *parcel) list(kind string, of func(string) bool) {
	var short, long bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if of(name) {
			sum := sha512.Sum512(p.files[name].Data)
			fmt.Fprintf(&short, "%s  %s\n", sumOf(p.files[name].Data), name)
			fmt.Fprintf(&long, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		}
	}
	p.put(kind+"-sha256.txt", short.Bytes())
	p.put(kind+"-sha512.txt", long.Bytes())
}

// verify gives what is wrong, and what was not checked.
func (p *parcel) verify(t *testing.T) (wrong, notes []string) {
	t.Helper()
	return p.verifyAs(t, p.name+"-archive")
}

// verifyAs is verify with the package's folder called name.
func (p *parcel) verifyAs(t *testing.T, name string) (wrong, notes []string) {
	t.Helper()
	beside := fstest.MapFS{p.name + "-pakbon.xml": {Data: p.note}}
	findings, err := VerifyArchive(t.Context(), Archive{Name: name, Folder: p.files, Beside: beside})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		text := fmt.Sprintf("%s %s: %s", f.Code, f.Pos, f.Message)
		if f.Hint == "" {
			t.Errorf("no remedy: %s", text)
		}
		if f.Severity == SeverityError {
			wrong = append(wrong, text)
		} else {
			notes = append(notes, text)
		}
	}
	return wrong, notes
}

func TestBuiltPackagesAreSound(t *testing.T) {
	jobs := map[string]Job{"sample": sampleJob(t)}
	mdto := sampleJob(t)
	mdto.Package = "mdto"
	jobs["mdto"] = mdto
	for name, job := range jobs {
		t.Run(name, func(t *testing.T) {
			p := builtPackage(t, job)
			if wrong, notes := p.verify(t); wrong != nil || len(notes) == 0 || !strings.Contains(notes[0]+notes[len(notes)-1], "the hash of the zip file was not checked") {
				t.Error(wrong, notes)
			}
			beside := fstest.MapFS{p.name + "-pakbon.xml": {Data: p.note}}
			findings, err := VerifyArchive(t.Context(), Archive{Name: "p.zip", Zip: bytes.NewReader(p.zip), Size: int64(len(p.zip)), Beside: beside})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				if f.Severity == SeverityError || name == "sample" {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

// otherPDF is a sound PDF/A of another text.
func otherPDF(t *testing.T) []byte {
	job := sampleJob(t)
	job.Parts[0].Data = bytes.Replace(job.Parts[0].Data, []byte("veilige en rechtvaardige"), []byte("veilige en rechtvaardige en vrije"), 1)
	job.Editions = []string{"pdf"}
	files, _ := filesOf(t, job)
	return files[job.Name+".pdf"]
}

// shortenedEPUB packs an EPUB without one of the paragraphs of its text.
func shortenedEPUB(t *testing.T, data []byte) []byte {
	t.Helper()
	return repacked(t, data, in("chapter-002.xhtml", `(?s)<p>[^<]*</p>`, ""))
}

// withoutDrop takes the first decision that left something out off a log, and signs
// it anew.
func withoutDrop(t *testing.T, log []byte) []byte {
	t.Helper()
	unsigned := regexp.MustCompile(`(?m)^ "digest": .*\n`).ReplaceAll(log, nil)
	drop := regexp.MustCompile(`(?m)^   "dropped": .*\n`)
	at := drop.FindIndex(unsigned)
	if at == nil {
		t.Fatal("nothing was left out")
	}
	return desk.SignJSON(append(unsigned[:at[0]:at[0]], unsigned[at[1]:]...))
}

// Each way in which somebody may tamper with a package is found, though all that
// speaks of the file is made anew where the tamperer could do so.
func TestTamperedPackagesAreFound(t *testing.T) {
	sound := builtPackage(t, sampleJob(t))
	runDay := runTime.Format(time.DateOnly)
	pdf, epub, log := sound.path(".pdf"), sound.path(".epub"), sound.path("-log.json")
	for _, c := range []struct {
		name   string
		tamper func(*testing.T, *parcel)
		want   string
	}{
		{"a changed byte", func(t *testing.T, p *parcel) {
			p.put(pdf, append(slices.Clone(p.files[pdf].Data), ' '))
		}, "package-file-changed " + pdf},
		{"a changed byte, with manifests made anew", func(t *testing.T, p *parcel) {
			p.put(pdf, append(slices.Clone(p.files[pdf].Data), ' '))
			p.seal()
		}, "package-sidecar-fixity " + pdf + ".bestand.MDTO.xml: omvang is"},
		{"a missing file", func(t *testing.T, p *parcel) { delete(p.files, epub) }, "package-file-missing " + epub},
		{"a missing file, with manifests made anew", func(t *testing.T, p *parcel) { delete(p.files, epub); p.seal() }, "package-sidecar " + epub + ".bestand.MDTO.xml: the file that it describes is not there"},
		{"a file and its sidecar missing, with manifests made anew", func(t *testing.T, p *parcel) {
			delete(p.files, epub)
			delete(p.files, epub+".bestand.MDTO.xml")
			p.seal()
		}, `package-relation ` + sound.path(".MDTO.xml") + `: heeftRepresentatie or aanvullendeMetagegevens names "beleidsverslag-2023.epub"`},
		{"an extra file in the payload", func(t *testing.T, p *parcel) { p.put(p.path("-extra.txt"), []byte("x")) }, "package-file-extra " + sound.path("-extra.txt")},
		{"an extra file in the payload, with manifests made anew", func(t *testing.T, p *parcel) { p.put(p.path("-extra.txt"), []byte("x")); p.seal() }, "package-sidecar " + sound.path("-extra.txt") + ": the file has no sidecar"},
		{"an extra file at the root", func(t *testing.T, p *parcel) { p.put("extra.txt", []byte("x")); p.seal() }, "package-file-extra extra.txt"},
		{"no tag manifests", func(t *testing.T, p *parcel) {
			delete(p.files, "tagmanifest-sha256.txt")
			delete(p.files, "tagmanifest-sha512.txt")
		}, "package-tag-manifest tagmanifest-sha256.txt: the tag manifest is missing"},
		{"a changed date in a sidecar", func(t *testing.T, p *parcel) {
			p.edit(t, pdf+".bestand.MDTO.xml", "<checksumDatum>"+runDay, "<checksumDatum>2019-02-03")
			p.seal()
		}, "package-date " + pdf + ".bestand.MDTO.xml: checksumDatum is 2019-02-03T"},
		{"a changed day of the bag", func(t *testing.T, p *parcel) {
			p.edit(t, "bag-info.txt", "Bagging-Date: "+runDay, "Bagging-Date: 2019-02-03")
			p.seal()
		}, "package-date bag-info.txt: Bagging-Date is 2019-02-03"},
		{"a changed day in PREMIS", func(t *testing.T, p *parcel) {
			premis := p.path("-premis.xml")
			p.remake(premis, bytes.Replace(p.files[premis].Data, []byte("<eventDateTime>"+runDay[:4]), []byte("<eventDateTime>1999"), 1))
		}, "package-date " + sound.path("-premis.xml") + ": eventDateTime of"},
		{"a PDF of another text, with all that speaks of it made anew", func(t *testing.T, p *parcel) { p.remake(pdf, otherPDF(t)) },
			"package-text-differs " + pdf + ": page 3: after"},
		{"an EPUB without a paragraph, with all that speaks of it made anew", func(t *testing.T, p *parcel) {
			p.remake(epub, shortenedEPUB(t, p.files[epub].Data))
		}, "package-text-differs " + epub + ": EPUB/xhtml/chapter-002.xhtml, line"},
		{"a changed log, with all that speaks of it made anew", func(t *testing.T, p *parcel) {
			p.remake(log, bytes.Replace(p.files[log].Data, []byte(`"confidence": 0.9`), []byte(`"confidence": 1`), 1))
		}, "package-log " + log + ": it is not as Octavo wrote it"},
		{"a log without something left out, with its digest made anew too", func(t *testing.T, p *parcel) { p.remake(log, withoutDrop(t, p.files[log].Data)) },
			"package-source-differs " + sound.path("-source.txt") + ": the source and the editions do not add up"},
		{"a changed source, with all that speaks of it made anew", func(t *testing.T, p *parcel) {
			source := p.path("-source.txt")
			p.remake(source, bytes.Replace(p.files[source].Data, []byte("veilige"), []byte("veiligen"), 1))
		}, "package-log " + sound.path("-source.txt") + ": it is not the source that the editions were made from"},
		{"a changed tree", func(t *testing.T, p *parcel) {
			tree := p.path("-tree.json")
			p.remake(tree, bytes.Replace(p.files[tree].Data, []byte("veilige en"), []byte("veiligen en"), 1))
		}, "package-text-differs " + sound.path("-tree.json")},
		{"a wrong count in the delivery note", func(t *testing.T, p *parcel) {
			p.note = regexp.MustCompile(`<aantalBestanden>\d+<`).ReplaceAll(p.note, []byte("<aantalBestanden>7<"))
		}, "package-delivery-note beleidsverslag-2023-pakbon.xml: aantalBestanden is 7, and in the package it is"},
		{"a wrong sum of bytes in the delivery note", func(t *testing.T, p *parcel) { p.note = []byte(moreBytes(string(p.note), 1)) },
			"package-delivery-note beleidsverslag-2023-pakbon.xml: omvangBestandenOngelijkAanMDTO is"},
		{"another title in the delivery note", func(t *testing.T, p *parcel) { p.note = bytes.Replace(p.note, []byte("<naam>"), []byte("<naam>X"), 1) },
			`pakbon.xml: naam is "X3.1 Beleidsverslag", and in the package it is "3.1 Beleidsverslag"`},
		{"another creator in the delivery note", func(t *testing.T, p *parcel) {
			p.note = bytes.Replace(p.note, []byte("Ministerie van"), []byte("Provincie"), 1)
		}, `pakbon.xml: organisatie is "Provincie Justitie en Veiligheid"`},
		{"another title in Dublin Core", func(t *testing.T, p *parcel) {
			set := p.path("-dublincore.xml")
			p.remake(set, bytes.Replace(p.files[set].Data, []byte("<dc:title>"), []byte("<dc:title>X"), 1))
		}, "package-sets-differ " + sound.path("-dublincore.xml") + `: dc:title is "X3.1 Beleidsverslag,`},
		{"a sidecar that departs from the schema", func(t *testing.T, p *parcel) {
			p.edit(t, pdf+".bestand.MDTO.xml", "omvang>", "grootte>")
			p.seal()
		}, "package-sidecar-shape " + pdf + ".bestand.MDTO.xml"},
		{"a sidecar of another format", func(t *testing.T, p *parcel) {
			p.edit(t, pdf+".bestand.MDTO.xml", "fmt/476", "fmt/477")
			p.seal()
		}, `bestandsformaat is "fmt/477"`},
		{"a file that represents something else", func(t *testing.T, p *parcel) {
			p.edit(t, pdf+".bestand.MDTO.xml", "<isRepresentatieVan>\n\t\t\t<verwijzingNaam>", "<isRepresentatieVan>\n\t\t\t<verwijzingNaam>Niet ")
			p.seal()
		}, "package-relation " + pdf + ".bestand.MDTO.xml: isRepresentatieVan names"},
		{"a name that the rules forbid", func(t *testing.T, p *parcel) { p.put(p.path(" a.b.txt"), []byte("x")) }, "package-name"},
		{"no log", func(t *testing.T, p *parcel) { delete(p.files, log) }, "package-log " + log},
		{"no object", func(t *testing.T, p *parcel) { delete(p.files, p.path(".MDTO.xml")); p.seal() }, "package-object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sound.copy()
			c.tamper(t, p)
			wrong, _ := p.verify(t)
			if !slices.ContainsFunc(wrong, func(w string) bool { return strings.Contains(w, c.want) }) {
				t.Errorf("no %q in\n%s", c.want, strings.Join(wrong, "\n"))
			}
		})
	}
}

// Who makes everything anew that speaks of a file is found by nothing but the text.
func TestRemadePackagesContradictNothingElse(t *testing.T) {
	sound := builtPackage(t, sampleJob(t))
	p := sound.copy()
	p.remake(p.path(".pdf"), otherPDF(t))
	wrong, _ := p.verify(t)
	for _, w := range wrong {
		if !strings.HasPrefix(w, "package-text-differs "+p.path(".pdf")) {
			t.Error(w)
		}
	}
	if len(wrong) != 1 {
		t.Error(wrong)
	}
}

// A zip that is not what the delivery note has the hash of is found.
func TestOtherZipIsFound(t *testing.T) {
	p := builtPackage(t, sampleJob(t))
	data := append(slices.Clone(p.zip), "tail"...)
	beside := fstest.MapFS{p.name + "-pakbon.xml": {Data: p.note}}
	findings, err := VerifyArchive(t.Context(), Archive{Name: "p.zip", Zip: bytes.NewReader(data), Size: int64(len(data)), Beside: beside})
	if err == nil && !slices.ContainsFunc(findings, func(f Finding) bool { return strings.Contains(f.Message, "hashcode is") }) {
		t.Errorf("%+v", findings)
	}
}

// A schema that this version does not publish is no error, since another version may
// have made the package, and is said.
func TestOtherSchemasAreSaid(t *testing.T) {
	p := builtPackage(t, sampleJob(t))
	schema := "data/" + p.name + "/" + p.name + "-documentatie/" + p.name + "-log-schema.json"
	p.remake(schema, append(slices.Clone(p.files[schema].Data), '\n'))
	wrong, notes := p.verify(t)
	if len(wrong) != 0 || !slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(n, "package-not-checked "+schema) }) {
		t.Errorf("%q, %q", wrong, notes)
	}
}
