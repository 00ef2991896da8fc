package pipeline

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mentions reports whether any of the findings begins and goes on so.
func mentions(list []string, want string) bool {
	return slices.ContainsFunc(list, func(f string) bool { return strings.Contains(f, want) })
}

// Sidecars that have changed places say of each other's file what is not so.
func TestSwappedSidecarsAreFound(t *testing.T) {
	const sidecar = ".bestand.MDTO.xml"
	sound := builtPackage(t, sampleJob(t))
	for _, pair := range [][2]string{{".pdf", ".epub"}, {"-log.json", "-tree.json"}, {"-premis.xml", "-dublincore.xml"}} {
		p := sound.copy()
		one, two := p.path(pair[0])+sidecar, p.path(pair[1])+sidecar
		p.files[one], p.files[two] = p.files[two], p.files[one]
		p.seal()
		wrong, _ := p.verify(t)
		for _, name := range []string{one, two} {
			if !mentions(wrong, "package-sidecar-fixity "+name+": naam is") {
				t.Errorf("%s is not found in\n%s", name, strings.Join(wrong, "\n"))
			}
		}
	}
}

// A sentence that is changed in PDF, EPUB and Markdown alike, with all that speaks of
// them made anew, is found by the tree, and where the tree was changed too by the source.
func TestASentenceChangedEverywhereIsFound(t *testing.T) {
	sound := builtPackage(t, sampleJob(t))
	job := sampleJob(t)
	job.Parts[0].Data = bytes.Replace(job.Parts[0].Data, []byte("veilige en rechtvaardige"), []byte("veilige en vrije"), 1)
	other := builtPackage(t, job)
	editions := []string{".pdf", ".epub", ".md"}
	for want, changed := range map[string][]string{
		"package-text-differs " + sound.path("-tree.json"):                                                     editions,
		"package-source-differs " + sound.path("-source.txt") + ": the source and the editions do not add up":  append(editions, "-tree.json"),
		"package-log " + sound.path("-source.txt") + ": it is not the source that the editions were made from": append(editions, "-tree.json", "-log.json"),
	} {
		p := sound.copy()
		for _, suffix := range changed {
			p.remake(p.path(suffix), other.files[p.path(suffix)].Data)
		}
		if wrong, _ := p.verify(t); !mentions(wrong, want) {
			t.Errorf("no %q in\n%s", want, strings.Join(wrong, "\n"))
		}
	}
}

// What RFC 8493 lets manifests look like (2.1.3, 2.4), and a folder by another name (2), are no
// faults.
func TestOtherFormsOfTheSameBagAreSound(t *testing.T) {
	sound := builtPackage(t, sampleJob(t))
	sums := regexp.MustCompile(`(?m)^[0-9a-f]+`)
	for name, form := range map[string]func([]byte) []byte{
		"CRLF":       func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")) },
		"CR":         func(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\n"), []byte("\r")) },
		"upper case": func(data []byte) []byte { return sums.ReplaceAllFunc(data, bytes.ToUpper) },
	} {
		p := sound.copy()
		for _, kind := range []string{"manifest-sha256.txt", "manifest-sha512.txt", "bagit.txt", "bag-info.txt"} {
			p.put(kind, form(p.files[kind].Data))
		}
		p.list("tagmanifest", func(n string) bool { return !strings.HasPrefix(n, "data/") && !strings.HasPrefix(n, "tag") })
		if wrong, _ := p.verify(t); wrong != nil {
			t.Errorf("%s: %q", name, wrong)
		}
	}
	renamed := sound.copy()
	if wrong, _ := renamed.verifyAs(t, "elsewhere"); wrong != nil {
		t.Errorf("renamed: %q", wrong)
	}
}
